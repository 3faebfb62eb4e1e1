/**
 * One step of the log: entries that are durable become leaves, in one transaction with their tiles and the signed head.
 * Only one step can follow a head: the head row is swapped first, and a second sequencer then finds it gone.
 */
import { failPoint } from '../fail-points.ts';
import type { Trx } from '../store/database.ts';
import { halt } from './errors.ts';
import { growLog, HeadMoved, type SequencerWorld } from './grow-log.ts';
import { endOfYear, yearOf } from './log-origin.ts';
import { readPending } from './pending.ts';
import { newestShard } from './shards.ts';
import { turnOfYear } from './turn-of-year.ts';

export type Step =
  | { readonly kind: 'grown'; readonly entries: number }
  /** Nothing durable waits, or nothing that can be sequenced. */
  | { readonly kind: 'idle' }
  /** Another sequencer was faster; nothing was written. */
  | { readonly kind: 'moved' };

/**
 * @param limit entries in one step.
 * @throws DuecheckError `frontier-mismatch`, `register-behind-head`: nothing was written
 */
export async function sequenceBatch(world: SequencerWorld, limit: number): Promise<Step> {
  try {
    const step = await world.db.transaction().execute((trx) => sequenceIn(trx, world, limit));
    if (step.kind === 'grown') failPoint('sequencer.after-commit');
    return step;
  } catch (error) {
    // Besides the swap, a place or a tile that is taken already says the same (unique_violation).
    if (error instanceof HeadMoved || isConflict(error)) return { kind: 'moved' };
    throw error;
  }
}

async function sequenceIn(trx: Trx, world: SequencerWorld, limit: number): Promise<Step> {
  const shard = await newestShard(trx, world.origin);
  if (shard === undefined) throw halt('register-behind-head', 'the database has lost its head');
  // A gateway whose clock is ahead has written entries of the year to come: they wait for its log.
  const pending = await readPending(trx, { limit, before: endOfYear(shard.year) }, world.tree);
  for (const alarm of pending.alarms) world.onAlarm(alarm);
  const isLast = yearOf(world.clock.now()) > shard.year && pending.entries.length < limit;
  if (pending.entries.length === 0 && !isLast) return { kind: 'idle' };
  if (isLast) await turnOfYear(trx, world, shard, pending.entries);
  else await growLog(trx, world, shard, pending.entries);
  failPoint('sequencer.before-commit');
  // After the turn there may be more in the new log.
  return { kind: 'grown', entries: isLast ? limit : pending.entries.length };
}

/** unique_violation, serialization_failure, deadlock_detected: another writer was there. */
const isConflict = (error: unknown): boolean =>
  ['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '');
