/** Partners of the widget, and the enquiries that persons start on their pages. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // An organisation of its own outside of the offices' tree: nobody's role reaches it.
  `create table partner (
     id text primary key, title_zh text not null, title_en text not null, origins text[] not null, purposes text[] not null,
     keys jsonb not null, sessions_per_day integer not null, state text not null, entry text not null,
     changed_at timestamptz not null)`,
  // `expect_subject`: keyed hash alone. The case is sealed under the partner's key of the month, as any office's is.
  `create table widget_session (
     id text primary key, partner text not null references partner (id), decision_point text not null, origin text not null,
     nonce text not null, expect_subject bytea, case_key bytea not null, part text not null,
     sealed_case bytea not null, key_month text not null, opened_at timestamptz not null, expires_at timestamptz not null,
     state text not null, subject_key bytea, check_id text, claims jsonb, jti text references receipt (jti),
     redeemed_at timestamptz, redeemed_key text)`,
  'create index widget_session_by_day on widget_session (partner, opened_at)',
  // A receipt is found by what its partner drew for it.
  'create unique index widget_session_nonce on widget_session (partner, nonce)',
];
