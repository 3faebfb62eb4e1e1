import { newId } from '@duecheck/core/contract';
import { decisionAnswer } from '../decisions/answer.ts';
import { decideOnChecks } from '../decisions/decide-on-check.ts';
import { isFresh, loadCheck, newestCheckOf } from '../decisions/load.ts';
import { takeCase } from '../decisions/open-decision.ts';
import { OWN_PERIOD, planDecision } from '../decisions/plan.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';

/** POST /v1/checks/{id}/decision */
export const decide = defineCapability('decide', async ({ world, caller, body, params, idempotencyKey }) => {
  const catalogue = await world.lists.catalogue();
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { check, held } = await loadCheck(trx, caller, params.id ?? '', legal.today);
    const id = newId('dec', { now: world.clock.now(), random: world.random(16) });
    const before = await claimOnce(
      trx,
      world,
      {
        organisation: check.organisation,
        account: caller,
        route: `decide/${check.id}`,
        key: idempotencyKey,
        request: body,
      },
      id,
    );
    // A retry of a decision is no entry: it only reads back what stands.
    if (before !== null) return decisionAnswer(trx, world, before, legal.today);

    if (check.outcome === 'refused')
      throw new RequestProblem('state-conflict', { detail: 'This check gave no outcome.' });
    await takeCase(trx, check);
    const newest = await newestCheckOf(trx, check);
    if (newest?.id !== check.id || !isFresh(check, legal)) throw new RequestProblem('check-not-fresh');
    const plan = planDecision(
      { outcome: check.outcome as 'clear' | 'findings' | 'unknown', finds: check.finds, offers: check.offers },
      body,
      rowOf(catalogue, check.decision_point).hearing ?? OWN_PERIOD,
    );
    if (!plan.ok) throw new RequestProblem(plan.code);
    await decideOnChecks(trx, world, [
      {
        id,
        check,
        account: caller,
        held,
        legal,
        effect: body.effect,
        ground: body.ground ?? null,
        reason: body.reason,
        measures: body.measures,
        plan,
        flags: [],
        receipt: 'own',
      },
    ]);
    failPoint('decision.before-commit');
    return decisionAnswer(trx, world, id, legal.today);
  });
  failPoint('decision.after-commit');
  return answer;
});
