import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { toHex } from '@duecheck/core/bytes';
import { batchAnswer } from '../batches/answer.ts';
import { loadBatch } from '../batches/batch-row.ts';
import { beginBatch, newBatchId } from '../batches/begin.ts';
import { readList } from '../batches/read-list.ts';
import { copyMembers, storeMembers } from '../batches/store-members.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { withPrivateFile } from '../http/private-file.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { rowOf } from '../lists/lists.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** POST /v1/batches */
export const startBatch = defineCapability('startBatch', async ({ world, caller, query, file, idempotencyKey }) => {
  const row = rowOf(await world.lists.catalogue(), query.decisionPoint);
  if (!row.queryModes.includes('batch')) throw new RequestProblem('batch-not-allowed');
  const { organisation } = await world.lists.binding(query.origin, query.decisionPoint);
  const { decisionPoint, origin, round } = query;
  // Before the list lies on any disk.
  await heldBy(world.db, world, caller, { organisation, decisionPoint });
  return withPrivateFile(file.stream, async (path) => {
    const digest = await digestOf(world, path);
    const list = await readList(path);
    return world.db.transaction().execute(async (trx) => {
      const legal = await world.legal(trx);
      const held = await heldBy(trx, world, caller, { organisation, decisionPoint });
      const id = newBatchId(world);
      const claim = { organisation, account: caller, route: 'start-batch', key: idempotencyKey };
      const before = await claimOnce(trx, world, { ...claim, request: { query, digest } }, id);
      if (before === null) {
        const of = { batchId: id, organisation, decisionPoint, matter: query.matter ?? null };
        await beginBatch(trx, world, {
          ...{ id, account: caller, held, organisation, decisionPoint, origin, round, digest },
          total: list.length,
          rerunOf: null,
          members: () => storeMembers(trx, world, of, list),
        });
      }
      const { batch } = await loadBatch(trx, caller, before ?? id, legal);
      return batchAnswer(trx, world, batch, { caller, legal });
    });
  });
});

/** POST /v1/batches/{id}/rerun: the same people, as their rows were sealed; it counts against the day's limit again. */
export const rerunBatch = defineCapability('rerunBatch', async ({ world, caller, body, params, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { batch: first, held } = await loadBatch(trx, caller, params.id ?? '', legal);
    const { organisation } = first;
    const id = newBatchId(world);
    const claim = { organisation, account: caller, route: `rerun/${first.id}`, key: idempotencyKey, request: body };
    const before = await claimOnce(trx, world, claim, id);
    if (before === null) {
      // Neither on its way nor waiting for its second person: a re-run is no way round either.
      if (first.state !== 'done' && first.state !== 'cancelled') throw new RequestProblem('state-conflict');
      await world.lists.binding(first.origin, first.decision_point);
      await beginBatch(trx, world, {
        ...{ id, account: caller, held, organisation, decisionPoint: first.decision_point, origin: first.origin },
        round: body.round ?? first.round,
        total: first.total,
        digest: first.digest,
        rerunOf: first.id,
        members: () => copyMembers(trx, first.id, id),
      });
    }
    const { batch } = await loadBatch(trx, caller, before ?? id, legal);
    return batchAnswer(trx, world, batch, { caller, legal });
  }),
);

async function heldBy(
  db: World['db'] | Trx,
  world: World,
  caller: Account,
  at: { readonly organisation: string; readonly decisionPoint: string },
) {
  const { today } = await world.legal(db);
  const held = roleFor(await rolesOf(db, caller, today, at.organisation), DECIDERS, at.decisionPoint);
  if (held === null) throw new RequestProblem('role-missing');
  return held;
}

/** Keyed: who has a list of names must not find it in the register. Hex. */
async function digestOf(world: World, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return toHex(world.index.request('batch-list', hash.digest('hex')));
}
