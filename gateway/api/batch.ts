import { batchAnswer } from '../batches/answer.ts';
import { loadBatch } from '../batches/batch-row.ts';
import { watchBatch } from '../batches/watch.ts';
import { defineCapability } from '../http/handler.ts';
import { streamAnswer } from '../http/stream-answer.ts';
import { inPosts, postsOf } from '../identity/posts.ts';
import { DECIDERS } from '../identity/roles.ts';

const MOST_LISTED = 50;

/** GET /v1/batches/{id} */
export const batch = defineCapability('batch', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const loaded = await loadBatch(trx, caller, params.id ?? '', legal);
    return batchAnswer(trx, world, loaded.batch, { caller, legal });
  }),
);

/** GET /v1/batches: the newest of the caller's offices; a post may be for some decision points only. */
export const batches = defineCapability('batches', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const posts = await postsOf(trx, caller, legal.today, DECIDERS);
    const rows = await trx
      .selectFrom('batch')
      .selectAll()
      .where(inPosts(posts, 'organisation', 'decision_point'))
      .orderBy('started_at', 'desc')
      .limit(MOST_LISTED)
      .execute();
    const told = [];
    for (const row of rows) told.push(await batchAnswer(trx, world, row, { caller, legal }));
    return { batches: told };
  }),
);

/** GET /v1/batches/{id}/events */
export const batchEvents = defineCapability('batchEvents', async ({ world, caller, params, reply }) => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const events = await watchBatch(world, { caller, id: params.id ?? '', signal: gone.signal });
  // No proxy may keep them back until there are many.
  await streamAnswer(reply, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }, events);
  return undefined;
});
