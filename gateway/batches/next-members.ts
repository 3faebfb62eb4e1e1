import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import { endBatch } from './end.ts';
import type { ItemRow } from './members.ts';

/** Own store alone: a transaction of some hundred milliseconds. With platforms: five seconds' worth at thirty a second. */
const CHUNK = 200;
const CHUNK_ASKED = 150;
/** Rounds of asking again where a source did not answer: after half a minute, one, two. */
const TRIES = 3;
const FIRST_PAUSE_MS = 30_000;

/**
 * Whom to look at next: the first that nobody looked at; then, when their time has come, those whose source did not answer.
 * Where there is nobody, the batch ends or rests until that time.
 *
 * @param batch running, and locked
 */
export async function nextMembers(trx: Trx, world: World, batch: BatchRow): Promise<ItemRow[]> {
  const limit = world.upstream.length > 0 ? CHUNK_ASKED : CHUNK;
  const of = trx.selectFrom('batch_item').selectAll().where('batch_id', '=', batch.id).orderBy('n').limit(limit);
  const waiting = await of.where('class', 'is', null).execute();
  if (waiting.length > 0) return waiting;
  const now = world.clock.now();
  if (batch.next_try !== null && batch.next_try.getTime() > now) return [];
  const again = of.where('class', '=', 'unchecked');
  const due = await again.where('tries', '<', batch.tries).execute();
  if (due.length > 0) return due;
  const [left] = batch.tries < TRIES ? await again.limit(1).execute() : [];
  if (left === undefined) await endBatch(trx, world, batch, 'done');
  else {
    // Still not checked after the last round: then it is owed like any check that a failing source left undone.
    await trx
      .updateTable('batch')
      .set({ tries: batch.tries + 1, next_try: new Date(now + FIRST_PAUSE_MS * 2 ** batch.tries) })
      .where('id', '=', batch.id)
      .execute();
  }
  return [];
}
