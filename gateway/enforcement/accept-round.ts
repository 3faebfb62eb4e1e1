/**
 * A round's receipt passes each of its members' requests once; or, where the signed binding says that one request decides on
 * the whole round and names no case, that request (PROTOCOL, authorize). Never both: a decision is carried out once.
 */
import { toBase64Url } from '@duecheck/core/bytes';
import { isAbout, type SetMember, type SetReceipt } from '@duecheck/core/receipt';
import { HASH_BYTES } from '@duecheck/core/register';
import type * as z from 'zod/mini';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Asked } from './asked.ts';
import { NO_CASE, reserve } from './reserve.ts';
import type { Verdict } from './verdict.ts';

type Claims = z.infer<typeof SetReceipt>;

const refuse = (code: string): Verdict => ({ pass: false, code });

export async function acceptRound(
  trx: Trx,
  world: World,
  point: EnforcementPoint,
  asked: Asked,
  claims: Claims,
): Promise<Verdict> {
  const { jti, state } = claims;
  // Shared by members, alone for the whole: of two requests at once one waits, and then finds the other's use.
  const stored = await trx
    .selectFrom('receipt')
    .select('voided_at')
    .where('jti', '=', jti)
    .$if(asked.caseKey !== null, (query) => query.forShare())
    .$if(asked.caseKey === null, (query) => query.forUpdate())
    .executeTakeFirst();
  if (stored === undefined) return refuse('unknown-key');
  if (stored.voided_at !== null) return refuse('expired');
  const use =
    asked.caseKey === null
      ? await useOfAll(trx, world, point, asked, jti)
      : await useOfOne(trx, world, asked, asked.caseKey, claims);
  if ('pass' in use) return use;
  return (await reserve(trx, point, asked, { jti, ...use })) ? { pass: true, state } : refuse('already-used');
}

interface Use {
  readonly caseKey: Uint8Array;
  readonly part: string;
}

async function useOfAll(
  trx: Trx,
  world: World,
  point: EnforcementPoint,
  { decisionPoint }: Asked,
  jti: string,
): Promise<Use | Verdict> {
  const binding = await world.lists.binding(point.origin, decisionPoint).catch(() => null);
  if (binding?.bulk !== true) return refuse('case-mismatch');
  const moved = await trx
    .selectFrom('receipt_member')
    .select('n')
    .where('jti', '=', jti)
    .where('voided_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  // Somebody in it was decided on anew: the request would carry out the decision from before.
  if (moved !== undefined) return refuse('expired');
  const used = await trx
    .selectFrom('receipt_use')
    .select('jti')
    .where('jti', '=', jti)
    .where('case_key', '!=', NO_CASE)
    .limit(1)
    .executeTakeFirst();
  return used === undefined ? { caseKey: NO_CASE, part: '1' } : refuse('already-used');
}

async function useOfOne(
  trx: Trx,
  world: World,
  { decisionPoint, part }: Asked,
  key: string,
  claims: Claims,
): Promise<Use | Verdict> {
  const caseKey = world.index.case(claims.organisation, decisionPoint, key);
  const row = await trx
    .selectFrom('receipt_member')
    .select(['n', 'check_id', 'subject_commitment', 'proof', 'voided_at'])
    .where('jti', '=', claims.jti)
    .where('case_key', '=', caseKey)
    .where('part', '=', part)
    .executeTakeFirst();
  // What was signed is the root: a row of ours alone makes nobody a member.
  if (row === undefined || !isAbout(claims, { key, part, member: memberOf(row) }, world.suite)) {
    return refuse('case-mismatch');
  }
  if (row.voided_at !== null) return refuse('expired');
  const whole = await trx
    .selectFrom('receipt_use')
    .select('jti')
    .where('jti', '=', claims.jti)
    .where('case_key', '=', NO_CASE)
    .executeTakeFirst();
  return whole === undefined ? { caseKey, part } : refuse('already-used');
}

const memberOf = (row: {
  readonly n: number;
  readonly check_id: string;
  readonly subject_commitment: Uint8Array;
  readonly proof: Uint8Array;
}): Omit<SetMember, 'caseHash'> => ({
  index: row.n,
  checkId: row.check_id,
  subjectCommitment: toBase64Url(row.subject_commitment),
  proof: Array.from({ length: row.proof.length / HASH_BYTES }, (_, at) =>
    row.proof.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  ),
});
