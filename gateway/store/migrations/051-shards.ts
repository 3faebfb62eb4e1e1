/** A register is a row of logs: how each of them stands, and the entries that say where it begins and ends. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table register_head add column state text not null default 'open'
     check (state in ('open', 'ended', 'lost', 'gone'))`,
  'alter table register_head add column opened text, add column ended text, add column gone text',
];
