import { createHash } from 'node:crypto';
import { equalBytes } from '@duecheck/core/bytes';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import type { Trx } from '../store/database.ts';
import type { Asked } from './asked.ts';

const RESERVED_MS = 10 * 60_000;

/** The case of a use that names none: one request decided on a whole round. */
export const NO_CASE = Buffer.alloc(0);

export interface Used {
  readonly jti: string;
  readonly caseKey: Uint8Array;
  /** "1" for everything but several members of a round under one case. */
  readonly part: string;
}

/**
 * Single use: the first (method, URI, case) takes the jti, and only the same may come again, for ten minutes, so that a
 * host's 500 does not burn it (DESIGN §3, Receipt). Two at once meet at the primary key.
 *
 * @returns false: used already
 */
export async function reserve(
  trx: Trx,
  point: EnforcementPoint,
  asked: Asked,
  { jti, caseKey, part }: Used,
): Promise<boolean> {
  const now = asked.at;
  const use = {
    jti,
    case_key: caseKey,
    part,
    method: asked.method,
    uri_hash: createHash('sha256').update(asked.uri).digest(),
    enforcement_point: point.id,
    reserved_at: new Date(now),
    reserved_until: new Date(now + RESERVED_MS),
  };
  const inserted = await trx
    .insertInto('receipt_use')
    .values(use)
    .onConflict((conflict) => conflict.columns(['jti', 'case_key', 'part']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return true;
  const held = await trx
    .selectFrom('receipt_use')
    .selectAll()
    .where('jti', '=', jti)
    .where('case_key', '=', caseKey)
    .where('part', '=', part)
    .executeTakeFirstOrThrow();
  return (
    held.method === use.method &&
    held.enforcement_point === point.id &&
    equalBytes(held.uri_hash, use.uri_hash) &&
    now < held.reserved_until.getTime()
  );
}
