import { newId } from '@duecheck/core/contract';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import { passOnDeferral } from '../outages/pass-on-deferral.ts';
import { verifyDeferralHere } from '../outages/verify-deferral.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Asked } from './asked.ts';
import { reserve } from './reserve.ts';
import type { Verdict } from './verdict.ts';

/**
 * A deferral lets one request pass as unchecked and owed, counted per clerk. It must be signed by a key that this actor
 * registered; anything else counts as no receipt (PROTOCOL, Receipt).
 */
export async function acceptDeferral(
  trx: Trx,
  world: World,
  point: EnforcementPoint,
  asked: Asked,
  token: string,
): Promise<Verdict> {
  if (asked.caseKey === null) return { pass: false, code: 'case-mismatch' };
  const verified = await verifyDeferralHere(trx, world, token, {
    organisation: point.organisation,
    decisionPoint: asked.decisionPoint,
    effect: asked.effect,
    caseKey: asked.caseKey,
    part: asked.part,
  });
  if (!verified.ok) return { pass: false, code: verified.code };
  const { claims, key } = verified;
  const caseIndex = world.index.case(claims.organisation, claims.decisionPoint, asked.caseKey);
  if (!(await reserve(trx, point, asked, claims.id, caseIndex))) return { pass: false, code: 'already-used' };
  await passOnDeferral(trx, world, {
    id: newId('dec', { now: world.clock.now(), random: world.random(16) }),
    claims,
    account: { iss: key.iss, sub: key.sub, assurance: 'deferral' },
    case: { key: asked.caseKey, label: asked.caseKey, part: asked.part },
    origin: point.origin,
    source: 'deferral',
    // We answer, so it claims an outage while others are served: an alert for the auditors (DESIGN §5).
    flags: ['while-served'],
  });
  return { pass: true, state: 'owed' };
}
