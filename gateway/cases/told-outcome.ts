/**
 * What of an earlier check may still be told. A result that is no longer fresh, or that showed a record which has ended, is
 * withheld whatever it was (DESIGN §1.6): were only findings withheld, the word would tell of them.
 */
import type { CaseAct } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import { isFresh, type LoadedCheck } from '../decisions/load.ts';
import { stillAllowed } from '../papers/still-allowed.ts';
import type { Trx } from '../store/database.ts';

type Told = Extract<CaseAct, { kind: 'check' }>['outcome'];

/** What says nothing of any record stands as it is. */
const OF_NO_RECORD: readonly string[] = ['unknown', 'refused'];

export async function toldOutcome(trx: Trx, check: LoadedCheck, legal: LegalTime): Promise<Told> {
  if (await isSealedCheck(trx, check)) return 'withheld';
  const outcome = check.outcome as Exclude<Told, 'withheld'>;
  if (OF_NO_RECORD.includes(outcome)) return outcome;
  const tells =
    isFresh(check, legal) &&
    (await stillAllowed(trx, check, legal.today)) &&
    !(await showedWhatEnded(trx, check, legal));
  return tells ? outcome : 'withheld';
}

/** On the person's request offices see no more of it than that it was (PROTOCOL, Register). */
export async function isSealedCheck(trx: Trx, { result_entry }: Pick<LoadedCheck, 'result_entry'>): Promise<boolean> {
  const sealed = await trx
    .selectFrom('entry_visibility')
    .select('entry')
    .where('entry', '=', result_entry)
    .where('kind', '=', 'sealed')
    .executeTakeFirst();
  return sealed !== undefined;
}

/** A check with a decision in effect is not outdated by a record that ends: the decision stands, what was shown does not. */
async function showedWhatEnded(trx: Trx, { result_entry }: LoadedCheck, { today }: LegalTime): Promise<boolean> {
  const ended = await trx
    .selectFrom('shown_record')
    .innerJoin('credit_record', 'credit_record.id', 'shown_record.record')
    .select('credit_record.id')
    .where('shown_record.entry', '=', result_entry)
    .where((eb) =>
      eb.or([
        eb('credit_record.state', 'in', ['repaired', 'withdrawn', 'sealed']),
        eb('credit_record.use_until', '<', today),
        eb('credit_record.retain_until', '<', today),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return ended !== undefined;
}
