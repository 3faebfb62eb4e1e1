/** What a lookup may rest on beside a duty: authorisations; second persons; how much a day. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table authorisation (
     id text primary key, organisation text not null, decision_point text not null, subject_key bytea not null,
     categories text[] not null, valid_from date not null, valid_until date not null, uses_max integer not null,
     uses integer not null, evidence_kind text not null, evidence_digest text not null, given_on date not null,
     iss text not null, sub text not null, recorded_at timestamptz not null, entry text not null,
     withdrawn_at timestamptz, withdraw_entry text, sealed_subject bytea not null, key_year smallint not null)`,
  `create index authorisation_subject on authorisation (subject_key, organisation, decision_point)`,
  // One row a lookup that rested on it: a replay of the same check is the same use.
  `create table authorisation_use (
     authorisation text not null references authorisation (id), check_id text not null, used_at timestamptz not null,
     primary key (authorisation, check_id))`,

  `create table release (
     id text primary key, kind text not null, organisation text not null, decision_point text not null,
     case_key bytea not null, part text not null, subject_key bytea, origin text not null,
     iss text not null, sub text not null, asked_at timestamptz not null, asked_entry text not null,
     answer text, answer_iss text, answer_sub text, answered_at timestamptz, answer_entry text,
     valid_until timestamptz not null, used_by text, legal_date date not null,
     sealed_case bytea not null, key_month text not null, sealed_reason bytea not null)`,
  `create index release_case on release (organisation, decision_point, case_key, part)`,
  `create index release_open on release (organisation, asked_at) where answer is null`,

  `create table lookup_limit (organisation text not null, what text not null, most integer not null,
     primary key (organisation, what))`,
  // One row an account, so that two clerks never wait for each other; an organisation's sum is asked for, not kept.
  `create table lookup_count (
     day date not null, organisation text not null, what text not null, iss text not null, sub text not null,
     n integer not null, primary key (day, organisation, what, iss, sub))`,
];
