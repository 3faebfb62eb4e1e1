/**
 * Works batches off. Each has a lease of its own: whichever gateway holds it looks up the next members, and another takes over
 * when it dies. Several batches go on beside each other, so that nobody's ten thousand keep somebody's ten waiting.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BatchState } from '@duecheck/core/contract';
import { faultName, type Job, type JobOptions } from '../jobs/job.ts';
import { dropLease, takeLease } from '../store/lease.ts';
import type { World } from '../world.ts';
import { lockBatch } from './batch-row.ts';
import { decideChunk } from './decide-chunk.ts';
import { endBatch } from './end.ts';
import { runChunk, type Step } from './run-chunk.ts';

const LOOK_MS = 500;
const AT_ONCE = 4;
/** How long a gateway that died keeps a batch; renewed three times as often. */
const LEASE_MS = 15_000;
/** What failed unexpectedly is not tried again at once: a database that is away, a list nobody signed. */
const REST_MS = 10_000;

export function createBatchRunner(world: World, onFault: JobOptions['onFault']): Job {
  const holder = randomUUID();
  const end = new AbortController();
  const running = new Map<string, Promise<void>>();
  const resting = new Map<string, number>();
  let loop: Promise<void> | undefined;

  async function work(id: string): Promise<void> {
    const lease = { name: `batch/${id}`, holder };
    const take = () => takeLease(world.db, { ...lease, now: world.clock.now(), ttlMs: LEASE_MS });
    if (!(await take())) return;
    const over = new AbortController();
    const stop = AbortSignal.any([end.signal, over.signal]);
    const renewing = renew(take, stop).then((lost) => lost && over.abort());
    try {
      while (!stop.aborted && (await stepOf(world, id)) === 'went-on');
    } finally {
      over.abort();
      await renewing;
      await dropLease(world.db, lease).catch(() => undefined);
    }
  }

  async function look(): Promise<void> {
    for (const id of await openBatches(world)) {
      if (running.size >= AT_ONCE) return;
      if (running.has(id) || (resting.get(id) ?? 0) > world.clock.now()) continue;
      const done = work(id)
        .catch((error: unknown) => {
          resting.set(id, world.clock.now() + REST_MS);
          onFault('batches', faultName(error));
        })
        .finally(() => running.delete(id));
      running.set(id, done);
    }
  }

  async function keepLooking(): Promise<void> {
    while (!end.signal.aborted) {
      await look().catch((error: unknown) => onFault('batches', faultName(error)));
      await delay(LOOK_MS, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    start() {
      loop ??= keepLooking();
    },
    async stop() {
      end.abort();
      await loop;
      await Promise.all(running.values());
    },
    async once() {
      await look();
      const begun = running.size > 0;
      await Promise.all(running.values());
      return begun;
    },
  };
}

/** @returns whether somebody else holds it now: this gateway stood still for too long */
async function renew(take: () => Promise<boolean>, stop: AbortSignal): Promise<boolean> {
  for (;;) {
    await delay(LEASE_MS / 3, undefined, { signal: stop, ref: false }).catch(() => undefined);
    if (stop.aborted) return false;
    // A database that is away for a moment takes no lease from anybody.
    if (!(await take().catch(() => true))) return true;
  }
}

const openBatches = async (world: World): Promise<string[]> => {
  const rows = await world.db
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
  return rows.map(({ id }) => id);
};

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
