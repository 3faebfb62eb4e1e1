/**
 * The register: entries, their places in the log, its tiles and head; leases; keys that can be destroyed. Everything of
 * the log is insert-only but its head, which is compared and swapped.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Instants as the 24 characters that the leaf commits to: a timestamp could hide a change below the millisecond.
  `create table register_entry (
     id text primary key, type text not null, suite text not null, organisation text not null, decision_point text,
     actor_iss text not null, actor_sub text not null, role text not null, outcome_class text, occurred_at text not null,
     round text, flags text[] not null, check_id text, decision_id text,
     subject_key text, case_key text, surname_key text, name_key text, pepper_version integer,
     person_kid text, office_kid text, person_sealed bytea, office_sealed bytea,
     leaf bytea not null, leaf_hash bytea not null)`,
  // No foreign keys to the entry: an entry that somebody removed must be missed, not cascade.
  `create table register_pending (entry text primary key, appended_at timestamptz not null)`,
  `create table register_place (
     origin text not null, seq bigint not null, entry text not null unique, primary key (origin, seq))`,
  `create table register_tile (
     origin text not null, path text not null, first integer not null, data bytea not null,
     primary key (origin, path, first))`,
  `create table register_head (
     origin text primary key, size bigint not null, root bytea not null, checkpoint text not null)`,
  `create table shown_record (entry text not null, record text not null, primary key (entry, record))`,
  `create index shown_record_record on shown_record (record)`,
  `create table lease (name text primary key, holder text not null, until timestamptz not null)`,
  // Small buckets: erasing a key rewrites the 256th part of them, so that no byte of it stays in a page.
  `create table subject_key (
     bucket smallint not null, ref text not null, kek_kid text not null, wrapped bytea not null,
     primary key (bucket, ref))`,
];
