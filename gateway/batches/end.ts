import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import { rawCounts } from './standing.ts';

/** Nobody of it is looked at any more: everybody was, or it was cancelled. How many of which class, and of no person. */
export async function endBatch(trx: Trx, world: World, batch: BatchRow, state: 'done' | 'cancelled'): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ state, ended_at: new Date(world.clock.now()), next_try: null })
    .where('id', '=', batch.id)
    .execute();
  await world.register.append(trx, [
    {
      type: 'batch.ended',
      organisation: batch.organisation,
      decisionPoint: batch.decision_point,
      actor: null,
      subject: null,
      case: null,
      round: batch.round,
      request: {
        observed: {
          batch: batch.id,
          subjects: batch.total,
          list: batch.digest,
          counts: await rawCounts(trx, batch.id),
        },
        claimed: {},
      },
      outcome: null,
      flags: state === 'cancelled' ? ['cancelled'] : [],
      office: { batch: batch.id },
    },
  ]);
}
