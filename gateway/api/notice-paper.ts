import { type LoadedDecision, loadDecision } from '../decisions/load.ts';
import type { Period } from '../decisions/plan.ts';
import { standingOf } from '../decisions/state.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';
import { groundsToday } from '../papers/grounds.ts';
import { makePaper } from '../papers/make-paper.ts';
import { noticeModel } from '../papers/notice-model.ts';
import { organName } from '../papers/organ-name.ts';
import { openEntry } from '../register/open-envelope.ts';
import type { Trx } from '../store/database.ts';
import { openCase, openSubject } from '../store/sealed.ts';
import type { World } from '../world.ts';

/**
 * POST /v1/decisions/{id}/notice-paper: before the person is told, and again while the period to be heard runs, then with its last
 * day. Afterwards there is nothing left to give notice of.
 */
export const noticePaper = defineCapability('noticePaper', async ({ world, caller, body, params, idempotencyKey }) => {
  const catalogue = await world.lists.catalogue();
  const answer = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { decision, events, held } = await loadDecision(trx, caller, params.id ?? '', legal.today);
    const claim = {
      organisation: decision.organisation,
      account: caller,
      route: `notice-paper/${decision.id}`,
      key: idempotencyKey,
      request: body,
    };
    const replay = (await claimOnce(trx, world, claim, decision.id)) !== null;
    const { state, heardUntil } = standingOf(events, legal.today);
    const days = decision.hearing_days;
    if ((state !== 'proposed' && state !== 'notified') || days === null) throw new RequestProblem('state-conflict');
    const check = await trx
      .selectFrom('credit_check')
      .selectAll()
      .where('id', '=', decision.check_id)
      .executeTakeFirstOrThrow();
    const row = rowOf(catalogue, decision.decision_point);
    const subject = await openSubject(trx, world, check);
    const caseOf = await openCase(trx, world, decision.id, decision);
    const taken = decision.measures.filter((m) => m.taken).map((m) => m.measure);
    const grounds = await groundsToday(trx, world, { check, taken, row, catalogue, subject, legal });
    const facts = {
      organ: await organName(trx, decision.organisation, body.language),
      row,
      catalogue,
      caseLabel: caseOf.label,
      subject,
      effect: decision.effect,
      taken,
      reason: await reasonOf(trx, world, events),
      grounds,
      period: { days, kind: decision.hearing_kind as Period['kind'] },
      heardUntil,
      today: legal.today,
    };
    return makePaper(trx, world, {
      kind: 'notice',
      language: body.language,
      model: noticeModel(facts, body.language),
      organisation: decision.organisation,
      decisionPoint: decision.decision_point,
      case: caseOf,
      subject,
      account: caller,
      role: held.role,
      records: grounds.records.map(({ id }) => id),
      checkId: check.id,
      decisionId: decision.id,
      catalogueVersion: catalogue.catalogue.version,
      flags: replay ? ['replay'] : [],
    });
  });
  failPoint('paper.after-commit');
  return answer;
});

/** The decider's words are sealed in the entry of the proposal, and only there. */
async function reasonOf(trx: Trx, world: World, [proposed]: LoadedDecision['events']): Promise<string> {
  if (proposed === undefined) throw new Error('a decision without an event');
  const { reason } = await openEntry(trx, world, proposed.entry, 'office');
  return String(reason);
}
