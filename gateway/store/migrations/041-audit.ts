/** What auditors find entries by, and which entries may not be seen by all. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Each ends in the page's own order, so that a page is the first rows of a range and nothing is sorted. */
const by = (column: string) =>
  `create index register_entry_${column} on register_entry (${column}, occurred_at, id) where ${column} is not null`;

const STATEMENTS = [
  `create index register_entry_time on register_entry (occurred_at, id)`,
  ...['organisation', 'type', 'decision_point', 'actor_sub', 'role', 'outcome_class', 'round'].map(by),
  ...['check_id', 'decision_id', 'subject_key', 'case_key', 'surname_key', 'name_key'].map(by),
  // Most entries have none.
  `create index register_entry_flags on register_entry using gin (flags) where flags <> '{}'`,
  `create table entry_visibility (
     entry text primary key, kind text not null check (kind in ('delayed', 'sealed')), basis text, until date,
     check ((kind = 'delayed') = (basis is not null and until is not null)))`,
];
