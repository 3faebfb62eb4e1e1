import type { CivilDate } from '@duecheck/core/time';
import { stillAuthorised } from '../authority/authorisations.ts';
import type { LoadedCheck } from '../decisions/load.ts';
import type { Trx } from '../store/database.ts';

/**
 * Whether what a check read may still be read. One that rested on the person's authorisation stands with it: a withdrawal works at
 * once (DESIGN §1.4), also on a paper that was about to be printed.
 */
export async function stillAllowed(trx: Trx, check: LoadedCheck, today: CivilDate): Promise<boolean> {
  const use = await trx
    .selectFrom('authorisation_use')
    .select('authorisation')
    .where('check_id', '=', check.id)
    .executeTakeFirst();
  return use === undefined || (await stillAuthorised(trx, use.authorisation, today));
}
