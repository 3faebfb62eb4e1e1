import { type DueAnswer, whatIsDue } from '@duecheck/core/catalogue';
import { newId } from '@duecheck/core/contract';
import { findRelease, useRelease } from '../authority/releases.ts';
import { iso } from '../clock.ts';
import { decisionAnswer } from '../decisions/answer.ts';
import { isFresh, newestCheckOf } from '../decisions/load.ts';
import { takeCase } from '../decisions/open-decision.ts';
import { voidUnused } from '../decisions/receipts.ts';
import { decideWithoutCheck } from '../decisions/without-check.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { superiorsOf } from '../identity/organisations.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';

/** POST /v1/decisions */
export const decideUnchecked = defineCapability('decideUnchecked', async ({ world, caller, body, idempotencyKey }) => {
  const catalogue = await world.lists.catalogue();
  const binding = await world.lists.binding(body.origin, body.decisionPoint);
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const id = newId('dec', { now: world.clock.now(), random: world.random(16) });
    const { organisation } = binding;
    const claim = { organisation, account: caller, route: 'decide-unchecked', key: idempotencyKey, request: body };
    // Before the replay: a receipt is not read back by somebody whose role was withdrawn since.
    const held = roleFor(await rolesOf(trx, caller, legal.today, organisation), DECIDERS, body.decisionPoint);
    if (held === null) throw new RequestProblem('role-missing');
    const before = await claimOnce(trx, world, claim, id);
    if (before !== null) return decisionAnswer(trx, world, before, legal.today);

    const place = {
      organisation,
      decision_point: body.decisionPoint,
      case_key: world.index.case(organisation, body.decisionPoint, body.case.key),
      part: body.case.part,
    };
    await takeCase(trx, place);
    // What was found must not be left out by deciding as if nobody had looked: then nobody would be heard.
    const checked = await newestCheckOf(trx, place);
    if (checked !== undefined && isFresh(checked, legal)) {
      throw new RequestProblem('state-conflict', { detail: 'This case was checked; decide on its check.' });
    }
    const due = whatIsDue({
      catalogue,
      decisionPoint: body.decisionPoint,
      organisation,
      superiors: await superiorsOf(trx, organisation),
      now: iso(legal.instant),
      ...(body.matter === undefined ? {} : { matter: body.matter }),
    });
    if (body.effect === 'adverse' && body.ground === undefined) throw new RequestProblem('ground-required');
    // The state is ours to say, not the client's: a step that waits for a check gets no receipt here (PROTOCOL, Decision),
    // but where a second person let an urgent case past the hold.
    if (due.holds) {
      const now = world.clock.now();
      const asked = { kind: 'break-glass' as const, place, account: caller, subjectKey: null, usedBy: id, now };
      if (body.because !== 'break-glass')
        throw new RequestProblem('state-conflict', { detail: 'A check is due at this step.' });
      const release = await findRelease(trx, asked);
      if (release === null) throw new RequestProblem('release-missing');
      await useRelease(trx, release, id);
    }
    const state = stateOf(due);
    await voidUnused(trx, [place], world.clock.now());
    await decideWithoutCheck(trx, world, {
      id,
      account: caller,
      held,
      legal,
      organisation,
      decisionPoint: body.decisionPoint,
      case: body.case,
      origin: body.origin,
      effect: body.effect,
      ground: body.ground ?? null,
      because: due.holds ? 'break-glass' : body.because === 'break-glass' ? 'not-due' : body.because,
      reason: body.reason,
      receiptState: state,
      deferralId: null,
      flags: state === 'overridden' ? ['break-glass'] : [],
      catalogueVersion: catalogue.catalogue.version,
    });
    failPoint('decision.before-commit');
    return decisionAnswer(trx, world, id, legal.today);
  });
  failPoint('decision.after-commit');
  return answer;
});

function stateOf(due: DueAnswer): 'overridden' | 'not-checked' | 'not-due' {
  if (due.holds) return 'overridden';
  return due.due !== 'forbidden' && due.authority.needsAuthorisation ? 'not-checked' : 'not-due';
}
