import { newId } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import { type CaseColumns, isFresh, newestCheckOf } from '../decisions/load.ts';
import { openDecisionAt } from '../decisions/open-decision.ts';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
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
  const legal = await world.legal(trx);
  // We answer, so we know: whose role was withdrawn since the key was registered defers nothing any more.
  const held = await rolesOf(trx, key, legal.today, claims.organisation);
  if (roleFor(held, DECIDERS, claims.decisionPoint) === null) return { pass: false, code: 'unknown-key' };
  const caseIndex = world.index.case(claims.organisation, claims.decisionPoint, asked.caseKey);
  if (claims.effect === 'adverse') {
    const place = {
      organisation: claims.organisation,
      decision_point: claims.decisionPoint,
      case_key: caseIndex,
      part: asked.part,
    };
    if (await mustBeHeard(trx, place, legal)) return { pass: false, code: 'state-conflict' };
  }
  if (!(await reserve(trx, point, asked, { jti: claims.id, caseKey: caseIndex, part: asked.part })))
    return { pass: false, code: 'already-used' };
  const passed = await passOnDeferral(trx, world, {
    id: newId('dec', { now: world.clock.now(), random: world.random(16) }),
    claims,
    account: { iss: key.iss, sub: key.sub, assurance: 'deferral' },
    case: { key: asked.caseKey, label: asked.caseKey, part: asked.part },
    origin: point.origin,
    source: 'deferral',
    // We answer, so it claims an outage while others are served: an alert for the auditors (DESIGN §5).
    flags: ['while-served'],
  });
  return passed === null ? { pass: false, code: 'already-used' } : { pass: true, state: 'owed' };
}

/**
 * Something adverse is known of this case, or its refusal waits already: then an outage is no way round notice and hearing
 * (DESIGN §1.9). It waits for the decision that was proposed, or is proposed now.
 */
async function mustBeHeard(trx: Trx, place: CaseColumns, legal: LegalTime): Promise<boolean> {
  const newest = await newestCheckOf(trx, place);
  if (newest?.finds === true && isFresh(newest, legal)) return true;
  return (await openDecisionAt(trx, place, legal.today)) !== null;
}
