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
     effect text, sealed_reason bytea, key_month text, receipt_jti text)`,
  `create index batch_organisation on batch (organisation, started_at)`,
  `create index batch_state on batch (state)`,
  // \`class\` null: not looked at yet. \`told\`: keyed digest of what the check told, to see whether a later run tells the same.
  `create table batch_item (
     batch_id text not null references batch (id), n integer not null, line integer not null, class text, code text,
     case_key bytea, part text, subject_key bytea, matter text, check_id text, told bytea,
     sealed_case bytea, key_month text, sealed_subject bytea, key_year smallint,
     primary key (batch_id, n))`,
  `create index batch_item_class on batch_item (batch_id, class, n)`,
  // Members of a set receipt, in the order of its leaves.
  `create table receipt_member (
     jti text not null references receipt (jti), n integer not null, case_key bytea not null, part text not null,
     decision_id text not null, check_id text not null, case_hash text not null, subject_commitment text not null,
     primary key (jti, n))`,
  `create unique index receipt_member_case on receipt_member (jti, case_key, part)`,
];
