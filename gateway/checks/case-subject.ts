import { equalBytes } from '@duecheck/core/bytes';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';

export interface CasePlace {
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly caseKey: Uint8Array;
  readonly part: string;
}

/**
 * (organisation, decision point, case, part) belongs to its first subject (PROTOCOL, Check).
 * @throws RequestProblem `subject-mismatch`; the transaction must then roll back, so that nothing is written
 */
export async function bindCase(trx: Trx, place: CasePlace, subjectKey: Uint8Array, now: number): Promise<void> {
  await trx
    .insertInto('case_subject')
    .values({
      organisation: place.organisation,
      decision_point: place.decisionPoint,
      case_key: place.caseKey,
      part: place.part,
      subject_key: subjectKey,
      bound_at: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['organisation', 'decision_point', 'case_key', 'part']).doNothing())
    .execute();
  const bound = await trx
    .selectFrom('case_subject')
    .select('subject_key')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decisionPoint)
    .where('case_key', '=', place.caseKey)
    .where('part', '=', place.part)
    .executeTakeFirstOrThrow();
  if (!equalBytes(bound.subject_key, subjectKey)) throw new RequestProblem('subject-mismatch');
}
