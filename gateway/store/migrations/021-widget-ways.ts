/** How an enquiry ends where its window goes away, where it leads back to, and enquiries that only try it out. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table partner add column return_urls text[] not null default '{}'`,
  'alter table widget_session add column ends_at timestamptz, add column return_to text, add column test text',
  // A person's own enquiries, newest first.
  'create index widget_session_by_subject on widget_session (subject_key, opened_at)',
];
