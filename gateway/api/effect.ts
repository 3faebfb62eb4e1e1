import { equalBytes } from '@duecheck/core/bytes';
import type { ReceiptState } from '@duecheck/core/contract';
import { audienceOf } from '../decisions/audience.ts';
import { isFresh, loadCheck, newestCheckOf } from '../decisions/load.ts';
import { stillGrounded } from '../decisions/plan.ts';
import { issueReceipt } from '../decisions/receipts.ts';
import { decisionStep } from '../decisions/step.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { openCase } from '../store/sealed.ts';

/**
 * POST /v1/decisions/{id}/effect: after notice and hearing, and only on a fresh re-check of the same case. Where a ground
 * is gone (expired, repaired, withdrawn, now disputed) the decision is withdrawn instead.
 */
export const effect = defineCapability('effect', async ({ world, caller, body, params, idempotencyKey }) =>
  decisionStep({ world, caller, id: params.id ?? '', body, idempotencyKey }, 'effect', async (step) => {
    const { trx, decision, legal } = step;
    const { check: recheck } = await loadCheck(trx, caller, body.checkId, legal.today);
    const sameCase =
      recheck.organisation === decision.organisation &&
      recheck.decision_point === decision.decision_point &&
      recheck.part === decision.part &&
      equalBytes(recheck.case_key, decision.case_key);
    const newest = await newestCheckOf(trx, recheck);
    // Made after the person could speak: what was looked at before the hearing is not what was weighed after it.
    const heardAt = step.events.at(-1)?.at.getTime() ?? 0;
    const after = recheck.id !== decision.check_id && recheck.checked_at.getTime() >= heardAt;
    if (!sameCase || !after || newest?.id !== recheck.id || !isFresh(recheck, legal)) {
      throw new RequestProblem('recheck-required');
    }
    // Part of the picture is missing: what arrives later never completes a refusal (PROTOCOL, Decision).
    if (recheck.outcome === 'unknown')
      throw new RequestProblem('recheck-required', { detail: 'The re-check is not complete.' });
    const taken = decision.measures.filter((m) => m.taken).map((m) => m.measure);
    const standing = { outcome: recheck.outcome as 'clear' | 'findings', finds: recheck.finds, offers: recheck.offers };
    if (!stillGrounded(taken, standing)) {
      await step.record({
        kind: 'withdrawn',
        type: 'decision.withdrawn',
        request: { why: 'ground-gone', recheck: recheck.id },
        words: { reason: body.reason },
        detail: 'ground-gone',
        check: recheck,
      });
      return;
    }
    const entry = await step.record({
      kind: 'effective',
      type: 'decision.effective',
      request: {
        effect: decision.effect,
        state: decision.receipt_state,
        measures: decision.measures,
        recheck: recheck.id,
      },
      words: { reason: body.reason },
      check: recheck,
    });
    const caseOf = await openCase(trx, world, decision.id, decision);
    await issueReceipt(trx, world, {
      decisionId: decision.id,
      checkId: recheck.id,
      organisation: decision.organisation,
      decisionPoint: decision.decision_point,
      caseKey: caseOf.key,
      part: caseOf.part,
      effect: decision.effect,
      state: 'checked' satisfies ReceiptState,
      dueBy: null,
      origin: decision.origin,
      audience: await audienceOf(trx, decision),
      catalogueVersion: recheck.catalogue_version,
      entry,
      freshUntil: recheck.fresh_until.getTime() - legal.ahead,
    });
  }),
);
