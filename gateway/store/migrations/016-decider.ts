/** A clerk's own decisions are asked for by whoever made them. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create index decision_decider on decision (iss, sub, decided_at)`).execute(db);
}
