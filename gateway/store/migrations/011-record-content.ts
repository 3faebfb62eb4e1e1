/** What a record's row said, so that one that is delivered again is known, and what it said before. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Keyed: a plain hash of a row with few unknowns could be searched. null: taken before there was one, or no office's row.
  'alter table credit_record add column content_digest bytea',
  // In clear, as the days beside it: the duty to report is counted without opening a record.
  'alter table credit_record add column reported_on date',
  `create index credit_record_reporting on credit_record (decided_on, id) where type = 'government-dishonesty'`,
  // Contents that a later row took the place of: a file that comes again brings none of them back.
  `create table superseded_content (
     record text not null references credit_record (id), digest bytea not null, primary key (record, digest))`,
];
