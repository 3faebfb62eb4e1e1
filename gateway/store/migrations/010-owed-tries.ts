/** When an owed check was last tried by the gateway itself, and how often: each try waits longer than the one before. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table owed_check add column tries integer not null default 0',
  'alter table owed_check add column next_try timestamptz',
  `create index owed_check_due on owed_check (next_try) where done_check is null and source = 'unknown'`,
];
