/** One open decision a case: while a refusal waits for the person to be heard, nothing else is decided about it. */
import type { Effect, Id, OpenDecision } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';
import type { CaseColumns } from './load.ts';
import { eventsOf } from './load.ts';
import { OPEN, standingOf } from './state.ts';

export async function openDecisionAt(trx: Trx, place: CaseColumns, today: CivilDate): Promise<OpenDecision | null> {
  const decisions = await trx
    .selectFrom('decision')
    .select(['id', 'effect'])
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .orderBy('decided_at', 'desc')
    .execute();
  for (const { id, effect } of decisions) {
    const { state, heardUntil } = standingOf(await eventsOf(trx, id), today);
    if (OPEN.includes(state)) return { decisionId: id as Id<'dec'>, effect: effect as Effect, state, heardUntil };
  }
  return null;
}

/**
 * Makes this transaction the only one that decides on the case, until it ends. Without it a candidate could be hired while
 * the refusal of the same candidate waits, and both would take effect.
 *
 * @throws RequestProblem `state-conflict` where a decision is open: it takes effect or is withdrawn first
 */
export async function takeCase(trx: Trx, place: CaseColumns, today: CivilDate): Promise<void> {
  await trx
    .selectFrom('case_subject')
    .select('bound_at')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .forUpdate()
    .execute();
  if ((await openDecisionAt(trx, place, today)) !== null) {
    throw new RequestProblem('state-conflict', { detail: 'A decision on this case is open; withdraw it first.' });
  }
}
