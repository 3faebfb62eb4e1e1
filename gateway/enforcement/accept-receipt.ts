import { isAbout, verifyReceipt } from '@duecheck/core/receipt';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { acceptRound } from './accept-round.ts';
import type { Asked } from './asked.ts';
import { reserve } from './reserve.ts';
import type { Verdict } from './verdict.ts';

/**
 * A receipt passes exactly the request it was issued for: this enforcement point, organisation, decision point, effect and
 * case, unexpired, unvoided, unused. The signature is checked first, then our own row: both must stand.
 */
export async function acceptReceipt(
  trx: Trx,
  world: World,
  point: EnforcementPoint,
  asked: Asked,
  token: string,
): Promise<Verdict> {
  const verified = verifyReceipt({
    token,
    keys: world.keys.all('receipt'),
    suite: world.suite,
    now: asked.at,
    expect: {
      audience: point.id,
      organisation: point.organisation,
      origin: point.origin,
      decisionPoint: asked.decisionPoint,
      effect: asked.effect,
    },
  });
  if (!verified.ok) return { pass: false, code: verified.code };
  const { claims } = verified;
  if ('setDigest' in claims) return acceptRound(trx, world, point, asked, claims);
  const { caseKey, part } = asked;
  if (caseKey !== null && !isAbout(claims, { key: caseKey, part }, world.suite)) {
    return { pass: false, code: 'case-mismatch' };
  }
  const stored = await trx
    .selectFrom('receipt')
    .innerJoin('decision', 'decision.id', 'receipt.decision_id')
    .select(['receipt.voided_at', 'decision.case_key', 'decision.part'])
    .where('receipt.jti', '=', claims.jti)
    .executeTakeFirst();
  if (stored === undefined) return { pass: false, code: 'unknown-key' };
  if (stored.voided_at !== null) return { pass: false, code: 'expired' };
  const use = { jti: claims.jti, caseKey: stored.case_key, part: stored.part };
  return (await reserve(trx, point, asked, use))
    ? { pass: true, state: claims.state }
    : { pass: false, code: 'already-used' };
}
