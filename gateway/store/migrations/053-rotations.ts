/** Keys that followed others, and of the log's keys the head under which that was said. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table register_rotation (
     entry text primary key, use text not null, kid text not null, at timestamptz not null, origin text, checkpoint text)`,
];
