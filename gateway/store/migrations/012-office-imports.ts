/** Imports that offices hand in over HTTP, and the rows that were refused in them. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // How far it is stands in `import_run`, under the same digest and type. `alive_at`: when a gateway last saw the file.
  `create table office_import (
     id text primary key, organisation text not null, iss text not null, sub text not null, role text not null,
     assurance text, type text not null, digest bytea not null, stated jsonb not null, rejects_key text,
     state text not null, failure text, bytes bigint not null, bytes_read bigint not null, alive_at timestamptz not null,
     report jsonb, started_at timestamptz not null, ended_at timestamptz)`,
  // One file goes in once at a time; sent again, it is the same import.
  `create unique index office_import_open on office_import (organisation, digest, type)
     where state in ('running', 'resumable')`,
  `create index office_import_newest on office_import (organisation, started_at)`,
  // `row_text` and `wrapped_key`: JWEs that the importer alone can open.
  `create table import_reject (
     import_id text not null references office_import (id), n integer not null, line integer not null, code text not null,
     columns jsonb not null, row_text text, wrapped_key text, primary key (import_id, n))`,
];
