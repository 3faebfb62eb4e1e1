/** One open decision a case: while a refusal waits for the person to be heard, nothing else is decided about it. */
import { toHex } from '@duecheck/core/bytes';
import type { Effect, Id, OpenDecision } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';
import { type CaseColumns, casesIn, eventsOf } from './load.ts';
import { EVENT_KINDS, OPEN, standingOf } from './state.ts';

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
export async function takeCase(trx: Trx, place: CaseColumns): Promise<void> {
  if ((await takeFreeCases(trx, [place])).length === 0) {
    throw new RequestProblem('state-conflict', { detail: 'A decision on this case is open; withdraw it first.' });
  }
}

/** The same for many at once. @returns those of them that no decision is open on */
export async function takeFreeCases<T extends CaseColumns>(trx: Trx, places: readonly T[]): Promise<T[]> {
  const cases = casesIn(places);
  // Always in one order, so that two rounds at once never wait for each other in a ring.
  await sql`
    select 1 from ${cases} join case_subject s
        on s.organisation = p.organisation and s.decision_point = p.decision_point
       and s.case_key = p.case_key and s.part = p.part
     order by s.case_key, s.part
       for update of s`.execute(trx);
  const { rows } = await sql<CaseColumns>`
    select p.* from ${cases} join decision d
        on d.organisation = p.organisation and d.decision_point = p.decision_point
       and d.case_key = p.case_key and d.part = p.part
     where (select e.kind from decision_event e where e.decision_id = d.id order by e.n desc limit 1)
           = any(${[...OPEN_KINDS]}::text[])`.execute(trx);
  const open = new Set(rows.map(nameOf));
  return places.filter((place) => !open.has(nameOf(place)));
}

/** `lapsed` is a predicate over `notified`. */
const OPEN_KINDS = EVENT_KINDS.filter((kind) => OPEN.includes(kind));

const nameOf = (at: CaseColumns): string => `${at.organisation}/${at.decision_point}/${toHex(at.case_key)}/${at.part}`;
