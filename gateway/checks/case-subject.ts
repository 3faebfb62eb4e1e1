import { equalBytes } from '@duecheck/core/bytes';
import type { CaseColumns } from '../decisions/load.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';

/** Whether this check was the one that bound the case. */
export type CaseBinding = 'bound' | 'held';

/**
 * (organisation, decision point, case, part) belongs to its first subject (PROTOCOL, Check). Comes before any record or
 * registry is read: a refusal leaves no entry, so it must not depend on anything that was looked up. Two people at once meet
 * at the primary key, and the second waits for the first.
 *
 * @throws RequestProblem `subject-mismatch`; the transaction must then roll back, so that nothing is written
 */
export async function bindCase(
  trx: Trx,
  place: CaseColumns,
  subjectKey: Uint8Array,
  now: number,
): Promise<CaseBinding> {
  const inserted = await trx
    .insertInto('case_subject')
    .values({
      organisation: place.organisation,
      decision_point: place.decision_point,
      case_key: place.case_key,
      part: place.part,
      subject_key: subjectKey,
      bound_at: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['organisation', 'decision_point', 'case_key', 'part']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return 'bound';
  const bound = await trx
    .selectFrom('case_subject')
    .select('subject_key')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .executeTakeFirstOrThrow();
  if (!equalBytes(bound.subject_key, subjectKey)) throw new RequestProblem('subject-mismatch');
  return 'held';
}

/** Takes back what this check bound: a name that does not fit its number may be a typing error in the number. */
export async function releaseCase(trx: Trx, place: CaseColumns): Promise<void> {
  await trx
    .deleteFrom('case_subject')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .execute();
}
