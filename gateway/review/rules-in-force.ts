/** Which rules are in force. Version 1 ships with the software; what the office publishes comes after it. */
import { ReviewRules, SHIPPED_RULES } from '@duecheck/core/review';
import type { Database, Trx } from '../store/database.ts';

export const SHIPPED_VERSION = 1;

export interface VersionedRules {
  readonly version: number;
  readonly rules: ReviewRules;
}

export async function rulesInForce(db: Database | Trx): Promise<VersionedRules> {
  const row = await db
    .selectFrom('review_rules')
    .select(['version', 'body'])
    .where('state', '=', 'published')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? { version: SHIPPED_VERSION, rules: SHIPPED_RULES }
    : { version: row.version, rules: ReviewRules.parse(row.body) };
}

export async function rulesOf(db: Database | Trx, version: number): Promise<ReviewRules> {
  if (version === SHIPPED_VERSION) return SHIPPED_RULES;
  const { body } = await db
    .selectFrom('review_rules')
    .select('body')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return ReviewRules.parse(body);
}
