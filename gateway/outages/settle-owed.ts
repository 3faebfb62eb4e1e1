import type { CheckAnswer } from '@duecheck/core/contract';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export interface Settlement {
  readonly decisionId: string;
  readonly check: CheckAnswer;
  readonly organisation: string;
  readonly account: Account;
}

/**
 * Marks an owed check as done by this one. `unknown` settles nothing: it stays owed. What was found after the decision
 * opens a review, and changes nothing by itself (DESIGN §5, Outage).
 *
 * @returns whether a review was opened
 */
export async function settleOwed(trx: Trx, world: World, settlement: Settlement): Promise<boolean> {
  const { decisionId, check, account } = settlement;
  const { outcome } = check;
  if (outcome.kind === 'unknown') return false;
  const review = outcome.kind === 'findings' || (outcome.kind === 'refused' && outcome.reason === 'identity-mismatch');
  const updated = await trx
    .updateTable('owed_check')
    .set({ done_check: check.checkId, review })
    .where('decision_id', '=', decisionId)
    .where('done_check', 'is', null)
    .executeTakeFirst();
  if (!review || updated.numUpdatedRows === 0n) return review;
  await world.register.append(trx, [
    {
      type: 'review.opened',
      organisation: settlement.organisation,
      decisionPoint: check.decisionPoint,
      actor: { iss: account.iss, sub: account.sub, role: 'clerk', assurance: account.assurance },
      subject: null,
      case: check.case,
      request: { why: outcome.kind, check: check.checkId },
      outcome: null,
      checkId: check.checkId,
      decisionId,
      office: { why: outcome.kind },
    },
  ]);
  return true;
}
