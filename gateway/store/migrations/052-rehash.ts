/** When everything that is stored was last re-hashed, and with which result. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // One row a register, of its last run; `good_at`: the end of the last one that found nothing.
  `create table register_rehash (
     register text primary key, began_at timestamptz not null, ended_at timestamptz not null, entries bigint not null,
     problems integer not null, good_at timestamptz)`,
];
