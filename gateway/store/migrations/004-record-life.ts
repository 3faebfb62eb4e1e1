/** What a record's change leaves to do: checks that must look again, measures to lift. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table credit_check add column outdated boolean not null default false',
  `create table measure_to_lift (
     decision_id text not null references decision (id), measure text not null, record text not null,
     organisation text not null, decision_point text not null, since date not null, due_by date not null,
     lifted_at timestamptz, lift_entry text, primary key (decision_id, measure))`,
  `create table record_change (
     id text primary key, record text not null references credit_record (id), state_before text not null,
     state_after text not null, changed_on date not null, entry text not null, look_again integer not null,
     to_lift integer not null)`,
];
