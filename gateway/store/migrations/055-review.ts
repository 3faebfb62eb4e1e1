/** The review of look-ups: its rules, how far it has read, what it raised and what was made of that. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Version 1 is the one that ships; these come after it.
  `create table review_rules (
     version integer primary key, state text not null, body jsonb not null,
     proposed_at timestamptz not null, proposed_iss text not null, proposed_sub text not null, proposed_entry text not null,
     sealed_reason bytea not null, key_month text not null, organisation text not null,
     decided_at timestamptz, decided_iss text, decided_sub text, decided_entry text)`,
  `create table review_cursor (origin text primary key, next bigint not null)`,
  // A clerk's day is asked about when it has ended, and again when what rules wait for is over.
  `create table review_due (
     iss text not null, sub text not null, organisation text not null, day date not null, ask_at timestamptz not null,
     version integer not null, primary key (iss, sub, organisation, day, ask_at))`,
  `create index review_due_ask on review_due (ask_at)`,
  `create table review_alert (
     id text primary key, rule text not null, version integer not null, title jsonb not null, because jsonb not null,
     organisation text not null, iss text not null, sub text not null, day date not null, about text not null,
     entries integer not null, raised_at timestamptz not null, raised_entry text not null,
     revision integer not null, state text not null, assignee_iss text, assignee_sub text, finding text,
     unique (rule, version, iss, sub, organisation, day, about))`,
  `create index review_alert_raised on review_alert (raised_at, id)`,
  `create index review_alert_state on review_alert (state, raised_at, id)`,
  `create table review_alert_entry (alert text not null, n integer not null, entry text not null, primary key (alert, n))`,
  `create index review_alert_entry_entry on review_alert_entry (entry)`,
  `create table review_act (
     alert text not null, n integer not null, step text not null, at timestamptz not null, iss text not null, sub text not null,
     role text not null, entry text not null, to_iss text, to_sub text, finding text, sealed_words bytea, key_month text,
     primary key (alert, n))`,
  // Keyed: who works where, and whose look-ups are always reviewed.
  `create table review_staff (
     organisation text not null, subject_key text not null, surname_key text, sub text, primary key (organisation, subject_key))`,
  `create index review_staff_sub on review_staff (organisation, sub) where sub is not null`,
  `create table review_listed (subject_key text primary key)`,
  // Equal where numbers differ in their last four characters only, for one account and day: no order, nothing across clerks or days.
  `alter table credit_check add column neighbourhood bytea`,
  `create index credit_check_neighbourhood on credit_check (checked_at) where neighbourhood is not null`,
  // A list of decisions names no case that waits: only lists of cases tell that there is none.
  `alter table reported_case add column told_as text not null default 'decisions'`,
  `create index reported_case_day on reported_case (organisation, decision_point, opened_on) where told_as = 'cases'`,
];
