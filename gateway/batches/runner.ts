/** Works batches off: looks up the next members, decides on a round, ends what was cancelled. */
import type { BatchState } from '@duecheck/core/contract';
import { createCrew } from '../jobs/crew.ts';
import type { Job, JobOptions } from '../jobs/job.ts';
import type { World } from '../world.ts';
import { lockBatch } from './batch-row.ts';
import { decideChunk } from './decide-chunk.ts';
import { endBatch } from './end.ts';
import { runChunk, type Step } from './run-chunk.ts';

export const createBatchRunner = (world: World, onFault: JobOptions['onFault']): Job =>
  createCrew({
    name: 'batches',
    db: world.db,
    clock: world.clock,
    atOnce: 4,
    open: () => openBatches(world),
    async work({ id }, { signal }) {
      while (!signal.aborted && (await stepOf(world, id)) === 'went-on');
    },
    onFault,
  });

const openBatches = (world: World): Promise<{ id: string }[]> =>
  world.db
    .selectFrom('batch')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('state', '=', 'running'),
          eb.or([eb('next_try', 'is', null), eb('next_try', '<=', new Date(world.clock.now()))]),
        ]),
        eb('state', '=', 'deciding'),
        eb.and([eb('state', '=', 'cancelled'), eb('ended_at', 'is', null)]),
      ]),
    )
    .orderBy('started_at')
    .execute();

async function stepOf(world: World, id: string): Promise<Step> {
  const { state } = await world.db.selectFrom('batch').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  switch (state as BatchState) {
    case 'running':
      return runChunk(world, id);
    case 'deciding':
      return decideChunk(world, id);
    case 'cancelled':
      return endCancelled(world, id);
    default:
      return 'stands';
  }
}

/** By whoever holds the lease: nobody is being looked at any more, so that the counts are the last ones. */
const endCancelled = (world: World, id: string): Promise<Step> =>
  world.db.transaction().execute(async (trx): Promise<Step> => {
    const batch = await lockBatch(trx, id);
    if (batch.state === 'cancelled' && batch.ended_at === null) await endBatch(trx, world, batch, 'cancelled');
    return 'stands';
  });
