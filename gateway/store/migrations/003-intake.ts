/** What an import has done so far, so that one that died goes on where it stopped (DESIGN §9, import). */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // One row a file and type. `digest`: SHA-256 of the file's and of what was stated for all of it. `counts` and `entered`:
  // sums of the whole and of what register entries already name. `rejects_bytes`: how far the rejects file is valid.
  `create table import_run (
     digest bytea not null, type text not null, organisation text not null, rows_done integer not null,
     counts jsonb not null, entered jsonb not null, rejects_bytes bigint not null,
     started_at timestamptz not null, finished_at timestamptz, primary key (digest, type))`,
];
