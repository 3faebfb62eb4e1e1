import type { Outcome } from '@duecheck/core/assess';
import { isFresh, loadCheck, newestCheckOf } from '../decisions/load.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';
import { makePaper } from '../papers/make-paper.ts';
import { matterToday } from '../papers/matter-today.ts';
import { organName } from '../papers/organ-name.ts';
import { shownOutcome } from '../papers/shown-outcome.ts';
import { stillAllowed } from '../papers/still-allowed.ts';
import { undertakingModel } from '../papers/undertaking-model.ts';
import { openCase, openSubject } from '../store/sealed.ts';

/**
 * POST /v1/checks/{id}/undertaking: for a convenience that the case's newest check has on offer, while that check is fresh. It
 * names no record: why the convenience stands open is nobody's business who finds the paper in a file.
 */
export const undertaking = defineCapability('undertaking', async ({ world, caller, body, params, idempotencyKey }) => {
  const catalogue = await world.lists.catalogue();
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { check, held } = await loadCheck(trx, caller, params.id ?? '', legal.today);
    const claim = {
      organisation: check.organisation,
      account: caller,
      route: `undertaking/${check.id}`,
      key: idempotencyKey,
      request: body,
    };
    const replay = (await claimOnce(trx, world, claim, check.id)) !== null;
    const newest = await newestCheckOf(trx, check);
    const stands = newest?.id === check.id && isFresh(check, legal) && (await stillAllowed(trx, check, legal.today));
    if (!stands) throw new RequestProblem('check-not-fresh');
    const row = rowOf(catalogue, check.decision_point);
    const matter = await matterToday(trx, check, catalogue, legal);
    const deferral = deferralOf(await shownOutcome(trx, world, check), body.measure);
    if (matter === null || matter === 'row-closed' || deferral === undefined) {
      throw new RequestProblem('measure-not-offered');
    }
    const subject = await openSubject(trx, world, check);
    const caseOf = await openCase(trx, world, check.id, check);
    const organ = await organName(trx, check.organisation, body.language);
    const facts = { organ, row, matter, caseLabel: caseOf.label, subject, ...deferral, today: legal.today };
    return makePaper(trx, world, {
      kind: 'undertaking',
      language: body.language,
      model: undertakingModel(facts, body.language),
      organisation: check.organisation,
      decisionPoint: check.decision_point,
      case: caseOf,
      subject,
      account: caller,
      role: held.role,
      records: [],
      checkId: check.id,
      decisionId: null,
      catalogueVersion: catalogue.catalogue.version,
      flags: replay ? ['replay'] : [],
    });
  });
  failPoint('paper.after-commit');
  return answer;
});

const deferralOf = (outcome: Outcome, measure: string) =>
  outcome.kind === 'clear' || outcome.kind === 'findings'
    ? outcome.incentives.find((offer) => offer.measure === measure)?.deferral
    : undefined;
