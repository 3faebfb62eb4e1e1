/**
 * The tables of the house: who may do what, what is published, records, cases, checks, decisions, receipts.
 * Portable SQL only (DESIGN §7): no sequences, no advisory locks, no LISTEN. Ids are UUIDv7 and come from us.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Who: a tree of organisations, and what an account may do at a node (and below it).
  `create table organisation (
     id text primary key, parent text references organisation (id), title_zh text not null, title_en text not null)`,
  `create table role_assignment (
     iss text not null, sub text not null, organisation text not null references organisation (id), role text not null,
     decision_points text[], valid_from date not null, valid_until date,
     primary key (iss, sub, organisation, role))`,
  // An enforcement point's own bearer key, as SHA-256 of 32 random bytes: nothing to guess, so no slow hash.
  `create table enforcement_point (
     id text primary key, organisation text not null references organisation (id), origin text not null,
     key_hash bytea not null unique, revoked_at timestamptz)`,
  `create table list_publication (
     list text not null, version text not null, note text not null, body text not null, etag text not null,
     published_at timestamptz not null, primary key (list, version))`,
  `create table legal_clock (id smallint primary key check (id = 1), offset_days integer not null check (offset_days >= 0))`,

  // Records. What identifies a person or quotes a document is in \`sealed\`, under the subject's records key.
  `create table known_subject (
     subject_key bytea primary key, subject_type text not null, established_on date, key_year smallint not null,
     sealed bytea not null)`,
  `create table credit_record (
     id text primary key, subject_key bytea not null, type text not null, category text not null, behaviour text,
     severity text, organ text not null, item text not null, domain text, occupation text, licence text,
     decided_on date not null, publish_until date, use_until date, retain_until date,
     state text not null, dispute_due_by date, facts jsonb not null, source text not null, as_of timestamptz not null,
     key_year smallint not null, sealed bytea not null)`,
  `create index credit_record_subject on credit_record (subject_key)`,

  // (organisation, decision point, case, part) belongs to its first subject (PROTOCOL, Check).
  `create table case_subject (
     organisation text not null, decision_point text not null, case_key bytea not null, part text not null,
     subject_key bytea not null, bound_at timestamptz not null,
     primary key (organisation, decision_point, case_key, part))`,
  `create table credit_check (
     id text primary key, organisation text not null, decision_point text not null, case_key bytea not null,
     part text not null, subject_key bytea not null, iss text not null, sub text not null, matter text, origin text not null,
     checked_at timestamptz not null, fresh_until timestamptz not null, legal_date date not null,
     outcome text not null, refusal text, finds boolean not null, offers jsonb not null, due_by date,
     catalogue_version text not null, intent_entry text not null, result_entry text not null,
     subject_commitment bytea not null, sealed_case bytea not null, key_month text not null,
     sealed_subject bytea not null, key_year smallint not null)`,
  `create index credit_check_case on credit_check (organisation, decision_point, case_key, part, checked_at)`,

  // Decisions are append-only: the row is what was decided, its events are what became of it.
  `create table decision (
     id text primary key, check_id text references credit_check (id), organisation text not null,
     decision_point text not null, case_key bytea not null, part text not null, origin text not null,
     iss text not null, sub text not null, effect text not null, ground text, because text not null,
     measures jsonb not null, hearing_days integer, hearing_kind text, receipt_state text not null,
     deferral_id text unique, decided_at timestamptz not null, sealed_case bytea not null, key_month text not null)`,
  `create index decision_case on decision (organisation, decision_point, case_key, part)`,
  `create unique index decision_check on decision (check_id)`,
  `create table decision_event (
     decision_id text not null references decision (id), n integer not null, kind text not null,
     at timestamptz not null, legal_date date not null, entry text not null, heard_until date, check_id text,
     detail text, primary key (decision_id, n))`,
  `create table receipt (
     jti text primary key, decision_id text not null references decision (id), kid text not null, claims text not null,
     issued_at timestamptz not null, expires_at timestamptz not null, voided_at timestamptz)`,
  `create index receipt_decision on receipt (decision_id)`,
  // Uses are rows, not entries. One row a (receipt or deferral, case): the reservation of PROTOCOL, authorize.
  `create table receipt_use (
     jti text not null, case_key bytea not null, method text not null, uri_hash bytea not null,
     enforcement_point text not null, reserved_at timestamptz not null, reserved_until timestamptz not null,
     primary key (jti, case_key))`,

  // What an outage leaves behind.
  `create table deferral_key (
     kid text primary key, iss text not null, sub text not null, organisation text not null, jwk jsonb not null,
     registered_at timestamptz not null, valid_until timestamptz not null)`,
  `create table owed_check (
     decision_id text primary key references decision (id), source text not null, iss text not null, sub text not null,
     organisation text not null, decision_point text not null, since timestamptz not null, due_by date not null,
     done_check text references credit_check (id), review boolean not null)`,
  `create index owed_check_actor on owed_check (iss, sub) where done_check is null`,
  `create table spool_line (
     enforcement_point text not null, id text not null, state text not null, code text, decision_id text,
     imported_at timestamptz not null, primary key (enforcement_point, id))`,

  // Never the answer: an HMAC of the request and the id of what it made (DESIGN §3, Idempotency).
  `create table idempotency (
     scope bytea primary key, request_hmac bytea not null, made text not null, created_at timestamptz not null)`,
];
