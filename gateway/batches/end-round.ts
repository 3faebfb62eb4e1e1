import type { LegalTime } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { decidedIn } from './answer.ts';
import type { BatchRow } from './batch-row.ts';
import { issueRoundReceipt } from './round-receipt.ts';

export interface RoundEnd {
  readonly decider: Account;
  readonly role: string;
  readonly legal: LegalTime;
}

/** Everybody was considered, or the decider lost the post: one entry for the round, which its receipt names. */
export async function endRound(
  trx: Trx,
  world: World,
  batch: BatchRow,
  { decider, role, legal }: RoundEnd,
): Promise<void> {
  const decisions = await decidedIn(trx, batch);
  if (decisions === 0) {
    // All of them moved on meanwhile: nothing was decided, and the round can be decided on later.
    await trx
      .updateTable('batch')
      .set({ state: 'done', effect: null, sealed_reason: null, key_month: null, decided_to: 0 })
      .where('id', '=', batch.id)
      .execute();
    return;
  }
  const [entry] = await world.register.append(trx, [
    {
      type: 'batch.decided',
      organisation: batch.organisation,
      decisionPoint: batch.decision_point,
      actor: { ...decider, role },
      subject: null,
      case: null,
      round: batch.round,
      request: { observed: { batch: batch.id, effect: batch.effect, decisions }, claimed: {} },
      outcome: null,
      office: { batch: batch.id },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx.updateTable('batch').set({ state: 'done', decided_entry: entry.id }).where('id', '=', batch.id).execute();
  await issueRoundReceipt(trx, world, { ...batch, state: 'done', decided_entry: entry.id }, legal);
}
