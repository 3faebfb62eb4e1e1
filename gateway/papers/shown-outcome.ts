import type { Outcome } from '@duecheck/core/assess';
import { Outcome as OutcomeSchema } from '@duecheck/core/contract';
import type { LoadedCheck } from '../decisions/load.ts';
import { openEntry } from '../register/open-envelope.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/**
 * What a check showed, from the RESULT's envelope for the person: the one place where it is kept. The office saw the same when it
 * checked; once all of it has ended it is withheld from the office (PROTOCOL, Register), so only a fresh check may be opened
 * here, and the paper that it is opened for is addressed to the person.
 *
 * @throws DuecheckError as `openEntry`
 */
export async function shownOutcome(trx: Trx, world: World, check: LoadedCheck): Promise<Outcome> {
  const { outcome } = await openEntry(trx, world, check.result_entry, 'person');
  return OutcomeSchema.parse(outcome) as Outcome;
}
