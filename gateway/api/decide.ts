import { type MeasureAnswer, newId, type ReceiptState } from '@duecheck/core/contract';
import { decisionAnswer } from '../decisions/answer.ts';
import { audienceOf } from '../decisions/audience.ts';
import { isFresh, loadCheck, newestCheckOf } from '../decisions/load.ts';
import { takeCase } from '../decisions/open-decision.ts';
import { type Period, planDecision } from '../decisions/plan.ts';
import { issueReceipt, voidUnused } from '../decisions/receipts.ts';
import { recordEvent } from '../decisions/record-event.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';
import { openCase, sealCase } from '../store/sealed.ts';

/** Where neither a measure nor the row names a period: three working days, ours (PROTOCOL, Decision). */
const OWN_PERIOD: Period = { days: 3, kind: 'working' };

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
    await takeCase(trx, check, legal.today);
    const newest = await newestCheckOf(trx, check);
    if (newest?.id !== check.id || !isFresh(check, legal)) throw new RequestProblem('check-not-fresh');
    const row = rowOf(catalogue, check.decision_point);
    const plan = planDecision(
      { outcome: check.outcome as 'clear' | 'findings' | 'unknown', finds: check.finds, offers: check.offers },
      body,
      row.hearing ?? OWN_PERIOD,
    );
    if (!plan.ok) throw new RequestProblem(plan.code);

    await voidUnused(trx, check, world.clock.now());
    const caseOf = await openCase(trx, world, check.id, check);
    const inserted = await trx
      .insertInto('decision')
      .values({
        id,
        check_id: check.id,
        organisation: check.organisation,
        decision_point: check.decision_point,
        case_key: check.case_key,
        part: check.part,
        origin: check.origin,
        iss: caller.iss,
        sub: caller.sub,
        effect: body.effect,
        ground: body.ground ?? null,
        because: 'check',
        measures: JSON.stringify(plan.measures),
        hearing_days: plan.hearing?.days ?? null,
        hearing_kind: plan.hearing?.kind ?? null,
        receipt_state: plan.receiptState,
        deferral_id: null,
        decided_at: new Date(world.clock.now()),
        ...(await sealCase(trx, world, check.organisation, id, caseOf)),
      })
      .onConflict((conflict) => conflict.column('check_id').doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) {
      throw new RequestProblem('state-conflict', { detail: 'This check was decided on already.' });
    }
    const decision = await trx.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const entry = await recordEvent(trx, world, {
      decisionId: id,
      n: 1,
      kind: plan.hearing === null ? 'effective' : 'proposed',
      type: plan.hearing === null ? 'decision.effective' : 'decision.proposed',
      account: caller,
      held,
      legal,
      place: decision,
      check,
      request: { effect: body.effect, state: plan.receiptState, measures: plan.measures, ground: body.ground ?? null },
      words: { reason: body.reason, ...reasonsNotTaken(body.measures) },
    });
    if (plan.receiptState === 'owed') {
      await trx
        .insertInto('owed_check')
        .values({
          decision_id: id,
          source: 'unknown',
          iss: caller.iss,
          sub: caller.sub,
          organisation: check.organisation,
          decision_point: check.decision_point,
          since: new Date(world.clock.now()),
          due_by: check.due_by ?? legal.today,
          done_check: null,
          review: false,
        })
        .execute();
    }
    if (plan.hearing === null) {
      await issueReceipt(trx, world, {
        decisionId: id,
        checkId: check.id,
        organisation: check.organisation,
        decisionPoint: check.decision_point,
        caseKey: caseOf.key,
        part: caseOf.part,
        effect: body.effect,
        state: plan.receiptState satisfies ReceiptState,
        dueBy: plan.receiptState === 'owed' ? check.due_by : null,
        origin: check.origin,
        audience: await audienceOf(trx, check),
        catalogueVersion: check.catalogue_version,
        entry,
        freshUntil: check.fresh_until.getTime() - legal.ahead,
      });
    }
    failPoint('decision.before-commit');
    return decisionAnswer(trx, world, id, legal.today);
  });
  failPoint('decision.after-commit');
  return answer;
});

/** Why a restriction on offer was not taken, by measure: the person reads it, too. */
const reasonsNotTaken = (measures: readonly MeasureAnswer[]): Record<string, string> =>
  Object.fromEntries(
    measures.flatMap((m) => (m.taken || m.reason === undefined ? [] : [[`not-taken/${m.measure}`, m.reason]])),
  );
