import { sql } from 'kysely';
import type { Account } from '../identity/tokens.ts';
import { settleOwed } from '../outages/settle-owed.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import type { Checked } from './checked.ts';

/** What the cases owe is settled by these checks. Most offices owe nothing, so that is asked first. */
export async function settleMembers(
  trx: Trx,
  world: World,
  { batch, account }: { readonly batch: BatchRow; readonly account: Account },
  checked: readonly Checked[],
): Promise<void> {
  const { rows } = await sql`
    select 1 from owed_check
     where organisation = ${batch.organisation} and decision_point = ${batch.decision_point} and done_check is null
     limit 1`.execute(trx);
  if (rows.length === 0) return;
  for (const { member, answer } of checked) {
    if (answer === null || answer.outcome.kind === 'refused') continue;
    const { case_key, part } = member.row;
    const place = { organisation: batch.organisation, decision_point: batch.decision_point, case_key, part };
    await settleOwed(trx, world, { place, check: answer, account });
  }
}
