/** Rounds of many people: the list, how far it is, and the receipt of a whole round. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table batch (
     id text primary key, organisation text not null, decision_point text not null, origin text not null,
     round text not null, iss text not null, sub text not null, assurance text not null,
     state text not null, paused_because text, total integer not null, digest text not null, rerun_of text,
     started_at timestamptz not null, ended_at timestamptz, tries integer not null default 0, next_try timestamptz,
     pace jsonb not null default '[]', fresh_until timestamptz,
     effect text, decider_iss text, decider_sub text, decider_assurance text, sealed_reason bytea, key_month text,
     decided_to integer not null default 0, decided_entry text, receipt_jti text)`,
  `create index batch_organisation on batch (organisation, started_at)`,
  `create index batch_open on batch (state) where ended_at is null or state = 'deciding'`,
  // \`class\` null: not looked at yet. \`begun\`: a check whose INTENT is durable and whose RESULT is not. \`told\`: keyed digest
  // of what the check told, to see whether a later run tells the same.
  `create table batch_item (
     batch_id text not null references batch (id), n integer not null, line integer not null, class text, code text,
     case_key bytea, part text, subject_key bytea, matter text, begun text, check_id text, told bytea,
     tries integer not null default 0,
     sealed_as text, sealed_case bytea, key_month text, sealed_subject bytea, key_year smallint,
     decision_id text references decision (id), subject_commitment bytea,
     primary key (batch_id, n))`,
  `create index batch_item_class on batch_item (batch_id, class, n)`,

  // A round's receipt stands for many decisions and hangs on none.
  `alter table receipt alter column decision_id drop not null`,
  // Its members in the order of its leaves. \`proof\`: the hashes from the leaf's sibling up, one after the other.
  `create table receipt_member (
     jti text not null references receipt (jti), n integer not null, case_key bytea not null, part text not null,
     decision_id text not null references decision (id), check_id text not null, subject_commitment bytea not null,
     proof bytea not null, voided_at timestamptz, primary key (jti, n))`,
  `create unique index receipt_member_case on receipt_member (jti, case_key, part)`,
  `create index receipt_member_live on receipt_member (case_key, part) where voided_at is null`,
  // Several people of one case have one use each.
  `alter table receipt_use add column part text not null default '1'`,
  `alter table receipt_use drop constraint receipt_use_pkey`,
  `alter table receipt_use add primary key (jti, case_key, part)`,
];
