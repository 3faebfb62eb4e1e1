import { newId, type ReceiptState } from '@duecheck/core/contract';
import type { ReceiptClaims } from '@duecheck/core/receipt';
import { decisionAnswer } from '../decisions/answer.ts';
import { isFresh, loadDecision } from '../decisions/load.ts';
import { reissueReceipt } from '../decisions/receipts.ts';
import { standingOf } from '../decisions/state.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { openCase } from '../store/sealed.ts';

/**
 * POST /v1/decisions/{id}/receipt: the clerk was called away, and the half hour passed. The decision stands; a new look-up
 * would be one for nothing. Only while its check is fresh, and only where the old receipt was never used.
 */
export const renew = defineCapability('renew', async ({ world, caller, params, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { decision, events } = await loadDecision(trx, caller, params.id ?? '', legal.today);
    const jti = newId('rcp', { now: world.clock.now(), random: world.random(16) });
    const claim = {
      organisation: decision.organisation,
      account: caller,
      route: `renew/${decision.id}`,
      key: idempotencyKey,
      request: null,
    };
    if ((await claimOnce(trx, world, claim, jti)) !== null) return decisionAnswer(trx, world, decision.id, legal.today);
    if (standingOf(events, legal.today).state !== 'effective') throw new RequestProblem('state-conflict');

    const old = await trx
      .selectFrom('receipt')
      .selectAll()
      .where('decision_id', '=', decision.id)
      .where('voided_at', 'is', null)
      .orderBy('issued_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const now = world.clock.now();
    const used =
      old && (await trx.selectFrom('receipt_use').select('jti').where('jti', '=', old.jti).executeTakeFirst());
    if (old === undefined || used !== undefined || now < old.expires_at.getTime())
      throw new RequestProblem('state-conflict');
    const checkId = events.at(-1)?.check_id ?? decision.check_id;
    const check =
      checkId === null
        ? null
        : await trx.selectFrom('credit_check').selectAll().where('id', '=', checkId).executeTakeFirst();
    if (check !== null && (check === undefined || !isFresh(check, legal))) throw new RequestProblem('check-not-fresh');

    await trx
      .updateTable('receipt')
      .set({ voided_at: new Date(now) })
      .where('jti', '=', old.jti)
      .execute();
    await reissueReceipt(trx, world, {
      jti,
      claims: JSON.parse(old.claims) as ReceiptClaims & { state: ReceiptState },
      case: await openCase(trx, world, decision.id, decision),
      freshUntil: check === null ? null : check.fresh_until.getTime() - legal.ahead,
    });
    return decisionAnswer(trx, world, decision.id, legal.today);
  }),
);
