/** What a record's change touches: checks that showed it, decisions that rest on it. */
import type { CivilDate } from '@duecheck/core/time';
import { eventsOf } from '../decisions/load.ts';
import { standingOf } from '../decisions/state.ts';
import type { Trx } from '../store/database.ts';

export interface Resting {
  readonly decisionId: string;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly measure: string;
}

const checksThatShowed = (trx: Trx, record: string) =>
  trx
    .selectFrom('shown_record')
    .innerJoin('register_entry', 'register_entry.id', 'shown_record.entry')
    .select('register_entry.check_id')
    .distinct()
    .where('shown_record.record', '=', record)
    .where('register_entry.check_id', 'is not', null)
    .execute();

/** Checks that showed it and have no decision in effect are told to look again. @returns how many */
export async function outdateChecks(trx: Trx, record: string): Promise<number> {
  const shown = (await checksThatShowed(trx, record)).map((row) => row.check_id as string);
  return outdate(trx, shown);
}

/** Of these checks, those without a decision in effect: no decision rests on them any more. @returns how many */
export async function outdate(trx: Trx, checks: readonly string[]): Promise<number> {
  if (checks.length === 0) return 0;
  const { numUpdatedRows } = await trx
    .updateTable('credit_check')
    .set({ outdated: true })
    .where('id', 'in', checks)
    .where('outdated', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('decision_event')
            .select('decision_event.decision_id')
            .whereRef('decision_event.check_id', '=', 'credit_check.id')
            .where('decision_event.kind', '=', 'effective'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Measures in effect that this record grounded, as the check offered them. */
export async function restingOn(trx: Trx, record: string, today: CivilDate): Promise<Resting[]> {
  const shown = (await checksThatShowed(trx, record)).map((row) => row.check_id as string);
  if (shown.length === 0) return [];
  const decided = await trx
    .selectFrom('decision')
    .innerJoin('credit_check', 'credit_check.id', 'decision.check_id')
    .select([
      'decision.id',
      'decision.organisation',
      'decision.decision_point',
      'decision.measures',
      'credit_check.offers',
    ])
    .where('credit_check.id', 'in', shown)
    .execute();
  const resting: Resting[] = [];
  for (const { id, organisation, decision_point, measures, offers } of decided) {
    if (standingOf(await eventsOf(trx, id), today).state !== 'effective') continue;
    const grounded = offers.filter((offer) => offer.records.includes(record)).map((offer) => offer.measure);
    for (const { measure, taken } of measures) {
      if (taken && grounded.includes(measure))
        resting.push({ decisionId: id, organisation, decisionPoint: decision_point, measure });
    }
  }
  return resting;
}
