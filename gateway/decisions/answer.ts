import type { DecisionAnswer, Effect, Id } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { eventsOf } from './load.ts';
import { standingReceipt } from './receipts.ts';
import { standingOf } from './state.ts';

/** Where a decision stands, rebuilt from what is stored: the same answer for a first call and for its retry. */
export async function decisionAnswer(trx: Trx, world: World, id: string, today: CivilDate): Promise<DecisionAnswer> {
  const decision = await trx.selectFrom('decision').selectAll().where('id', '=', id).executeTakeFirst();
  if (decision === undefined) throw new RequestProblem('not-found');
  const events = await eventsOf(trx, id);
  const last = events.at(-1);
  if (last === undefined) throw new Error('a decision without an event');
  const { state, heardUntil } = standingOf(events, today);
  const period =
    decision.hearing_days === null
      ? null
      : { days: decision.hearing_days, kind: decision.hearing_kind as 'calendar' | 'working', heardUntil };
  return {
    decisionId: id as Id<'dec'>,
    checkId: decision.check_id as Id<'chk'> | null,
    effect: decision.effect as Effect,
    taken: decision.measures.filter((m) => m.taken).map((m) => m.measure),
    state,
    entry: last.entry as Id<'ent'>,
    receipt: state === 'effective' ? await standingReceipt(trx, world, id) : null,
    hearing: period,
    ...(state === 'withdrawn' ? { withdrawn: last.detail === 'ground-gone' ? 'ground-gone' : 'by-decider' } : {}),
  };
}
