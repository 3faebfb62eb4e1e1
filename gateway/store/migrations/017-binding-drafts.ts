/** Bindings that are not signed yet. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `body`: JSON as it was sent. `binding`: its id in there, where it has one.
  `create table binding_draft (
     id text primary key, organisation text not null references organisation, revision integer not null, state text not null,
     binding text, version bigint, body text not null, reason text, changed_at timestamptz not null)`,
  'create index binding_draft_by_change on binding_draft (organisation, changed_at)',
  // Everybody who wrote part of it: none of them approves it.
  `create table binding_draft_writer (
     draft text not null references binding_draft on delete cascade, iss text not null, sub text not null,
     primary key (draft, iss, sub))`,
];
