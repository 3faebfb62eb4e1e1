import type { BatchState, Role } from '@duecheck/core/contract';
import { batchAnswer } from '../batches/answer.ts';
import { type BatchRow, loadBatch, lockBatch } from '../batches/batch-row.ts';
import { beginPace } from '../batches/pace.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** POST /v1/batches/{id}/pause: nobody is looked at after the chunk under way. */
export const pauseBatch = defineCapability('pauseBatch', async ({ world, caller, params }) =>
  steer(world, caller, params.id, { from: ['running'], to: 'paused' }, async (trx, { id }) => {
    await trx.updateTable('batch').set({ state: 'paused', paused_because: 'asked' }).where('id', '=', id).execute();
  }),
);

/** POST /v1/batches/{id}/resume: also after too many mismatches; whoever does it has looked at the list. */
export const resumeBatch = defineCapability('resumeBatch', async ({ world, caller, params }) =>
  steer(world, caller, params.id, { from: ['paused'], to: 'running' }, async (trx, { id }) => {
    const pace = JSON.stringify(beginPace(world.clock.now()));
    await trx.updateTable('batch').set({ state: 'running', paused_because: null, pace }).where('id', '=', id).execute();
  }),
);

/** POST /v1/batches/{id}/cancel: for good. Its runner ends it, once nobody is being looked at any more. */
export const cancelBatch = defineCapability('cancelBatch', async ({ world, caller, params }) =>
  steer(
    world,
    caller,
    params.id,
    { from: ['running', 'paused', 'needs-release'], to: 'cancelled' },
    async (trx, { id }) => {
      await trx
        .updateTable('batch')
        .set({ state: 'cancelled', paused_because: null, next_try: null })
        .where('id', '=', id)
        .execute();
    },
  ),
);

/** Saying twice what stands already changes nothing. @throws RequestProblem `not-found`, `state-conflict` */
async function steer(
  world: World,
  caller: Account,
  id = '',
  { from, to }: { readonly from: readonly BatchState[]; readonly to: BatchState },
  act: (trx: Trx, batch: BatchRow) => Promise<void>,
) {
  return world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    await loadBatch(trx, caller, id, legal);
    const batch = await lockBatch(trx, id);
    if (from.includes(batch.state as BatchState)) await act(trx, batch);
    else if (batch.state !== to) throw new RequestProblem('state-conflict');
    const after = await loadBatch(trx, caller, id, legal);
    return batchAnswer(trx, world, after.batch, { caller, legal });
  });
}

const ANSWERERS: readonly Role[] = ['reviewer'];

/** POST /v1/batches/{id}/release: a list above the size that one person may start (SYSTEMS §7), by another. */
export const releaseBatch = defineCapability('releaseBatch', async ({ world, caller, body, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const id = params.id ?? '';
    const { batch: seen } = await loadBatch(trx, caller, id, legal);
    const roles = await rolesOf(trx, caller, legal.today, seen.organisation);
    const held = roleFor(roles, ANSWERERS, seen.decision_point);
    if (held === null) throw new RequestProblem('role-missing');
    const batch = await lockBatch(trx, id);
    if (batch.iss === caller.iss && batch.sub === caller.sub) throw new RequestProblem('same-person');
    if (batch.state !== 'needs-release') throw new RequestProblem('state-conflict');
    const given = body.answer === 'give';
    await world.register.append(trx, [
      {
        type: given ? 'release.given' : 'release.refused',
        organisation: batch.organisation,
        decisionPoint: batch.decision_point,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: null,
        round: batch.round,
        request: { observed: { batch: id, subjects: batch.total, askedBy: batch.sub }, claimed: {} },
        outcome: null,
        flags: ['batch'],
        office: { batch: id, reason: body.reason },
      },
    ]);
    const pace = JSON.stringify(beginPace(world.clock.now()));
    await trx
      .updateTable('batch')
      .set(given ? { state: 'running', pace } : { state: 'cancelled' })
      .where('id', '=', id)
      .execute();
    const after = await loadBatch(trx, caller, id, legal);
    return batchAnswer(trx, world, after.batch, { caller, legal });
  }),
);
