/** What an office's own system or proxy says it opened and decided: the denominator of coverage. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `source`: who told it. Two may tell the same decision, at instants of their own clocks; coverage puts them together.
  `create table reported_decision (
     organisation text not null, decision_point text not null, case_key bytea not null, part text not null,
     decided_at timestamptz not null, source text not null, decided_on date not null, reported_at timestamptz not null,
     primary key (organisation, decision_point, case_key, part, decided_at, source))`,
  `create index reported_decision_day on reported_decision (organisation, decided_on)`,
  // What was said first stands; only a subject that was left out may be added.
  `create table reported_case (
     organisation text not null, decision_point text not null, case_key bytea not null, part text not null,
     subject_key bytea, opened_at timestamptz not null, opened_on date not null, source text not null,
     reported_at timestamptz not null, primary key (organisation, decision_point, case_key, part))`,
  `create table case_pattern (organisation text primary key, pattern text not null)`,
];
