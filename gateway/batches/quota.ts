/** How many people an organisation may have on its lists a day: counted when a list is taken in, or its results downloaded. */
import { count, countedIn, limitsOf } from '../authority/limits.ts';
import { RequestProblem } from '../http/problem.ts';
import { superiorsOf } from '../identity/organisations.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/**
 * Lists of one organisation are counted one after the other, until the transaction ends: call it last.
 *
 * @returns above how many people a list needs a second person
 * @throws RequestProblem `quota-exceeded`
 */
export async function countSubjects(
  trx: Trx,
  world: World,
  { organisation, account, subjects }: { organisation: string; account: Account; subjects: number },
): Promise<number> {
  const now = world.clock.now();
  const limits = await limitsOf(trx, [organisation, ...(await superiorsOf(trx, organisation))]);
  await trx.selectFrom('organisation').select('id').where('id', '=', organisation).forNoKeyUpdate().execute();
  await count(trx, { organisation, account, now }, 'batch-subjects', subjects);
  const today = await countedIn(trx, { organisation, now }, 'batch-subjects');
  if (today > limits['batch-subjects']) throw new RequestProblem('quota-exceeded');
  return limits['batch-without-release'];
}
