import { legalDateOf } from '@duecheck/core/time';
import { batchAnswer } from '../batches/answer.ts';
import { loadBatch, lockBatch } from '../batches/batch-row.ts';
import { issueRoundReceipt } from '../batches/round-receipt.ts';
import { iso } from '../clock.ts';
import { rebuiltReceipt } from '../decisions/receipts.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';
import { sealWords } from '../store/sealed.ts';

/** POST /v1/batches/{id}/decision: once a round; its job decides member by member, and makes the receipt at the end. */
export const decideBatch = defineCapability('decideBatch', async ({ world, caller, body, params, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const id = params.id ?? '';
    const { batch: seen } = await loadBatch(trx, caller, id, legal);
    const { organisation } = seen;
    const claim = { organisation, account: caller, route: `decide-batch/${id}`, key: idempotencyKey, request: body };
    const repeated = (await claimOnce(trx, world, claim, id)) !== null;
    const batch = await lockBatch(trx, id);
    if (!repeated) {
      if (batch.state !== 'done' || batch.effect !== null) throw new RequestProblem('state-conflict');
      const key_month = legalDateOf(iso(world.clock.now())).slice(0, 7);
      const sealed_reason = await sealWords(trx, world, { organisation, key_month }, id, body.reason);
      await trx
        .updateTable('batch')
        .set({
          state: 'deciding',
          effect: body.effect,
          decider_iss: caller.iss,
          decider_sub: caller.sub,
          decider_assurance: caller.assurance,
          sealed_reason,
          key_month,
          decided_to: 0,
        })
        .where('id', '=', id)
        .execute();
    }
    const after = await loadBatch(trx, caller, id, legal);
    return batchAnswer(trx, world, after.batch, { caller, legal });
  }),
);

/**
 * GET /v1/batches/{id}/receipt: the standing one, rebuilt to the same bytes. One that expired is made anew for the members
 * whose decisions no request has carried out: the request may come days after the decisions, while their checks are fresh.
 */
export const batchReceipt = defineCapability('batchReceipt', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const id = params.id ?? '';
    await loadBatch(trx, caller, id, legal);
    const batch = await lockBatch(trx, id);
    if (batch.state !== 'done' || batch.effect === null) throw new RequestProblem('state-conflict');
    let row = await standing(trx, batch.receipt_jti, world.clock.now());
    if (row === undefined) {
      const issued = await issueRoundReceipt(trx, world, batch, legal);
      if (issued === 'not-fresh') throw new RequestProblem('check-not-fresh');
      if (issued === 'nobody') throw new RequestProblem('state-conflict');
      row = await standing(trx, (await lockBatch(trx, id)).receipt_jti, world.clock.now());
    }
    const receipt = row === undefined ? null : await rebuiltReceipt(world, row);
    if (row === undefined || receipt === null) throw new RequestProblem('state-conflict');
    const { n } = JSON.parse(row.claims) as { n: number };
    return { token: receipt.token, expiresAt: receipt.expiresAt, n, effect: batch.effect as 'favourable' | 'neutral' };
  }),
);

const standing = async (trx: Trx, jti: string | null, now: number) =>
  jti === null
    ? undefined
    : trx
        .selectFrom('receipt')
        .select(['claims', 'kid'])
        .where('jti', '=', jti)
        .where('voided_at', 'is', null)
        .where('expires_at', '>', new Date(now))
        .executeTakeFirst();
