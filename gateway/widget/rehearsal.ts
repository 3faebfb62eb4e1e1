/**
 * What a test session shows and hands over: the same pages, the same receipt, the same redeeming, and nobody is looked up. It is one
 * entry, of a type of its own, so that nobody takes it for a hand-over.
 */
import type { HandedOver, TestSession } from '@duecheck/core/contract';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';
import type { World } from '../world.ts';
import { storeHandover } from './hand-over.ts';
import { handedCategories } from './handed-categories.ts';
import { lockLive } from './sessions.ts';

const OFFERS: readonly TestSession[] = ['offer', 'slow', 'already-used'];

/** @returns what may be handed over; null where nothing is. @throws RequestProblem as `lockLive` */
export async function rehearse(world: World, session: string): Promise<HandedOver | null> {
  const catalogue = await world.lists.catalogue();
  return world.db.transaction().execute(async (trx) => {
    const { id, test, decision_point } = await lockLive(trx, session, world.clock.now());
    const row = rowOf(catalogue, decision_point);
    const claims =
      test !== null && OFFERS.includes(test)
        ? {
            categories: handedCategories(row, catalogue).slice(0, 1),
            benefits: row.incentives
              .filter(({ availability }) => availability === 'available')
              .map((one) => one.measure),
          }
        : null;
    await trx
      .updateTable('widget_session')
      .set({ state: 'open', claims: claims === null ? null : JSON.stringify(claims) })
      .where('id', '=', id)
      .execute();
    return claims;
  });
}

/** @throws RequestProblem `state-conflict` where there is nothing to hand over */
export const handOverRehearsed = (world: World, session: string): Promise<void> =>
  world.db.transaction().execute(async (trx) => {
    const row = await lockLive(trx, session, world.clock.now());
    const { claims, test, partner: organisation, decision_point: decisionPoint } = row;
    if (claims === null || test === null) throw new RequestProblem('state-conflict');
    const [entry] = await world.register.append(trx, [
      {
        type: 'handover.tested',
        organisation,
        decisionPoint,
        actor: null,
        subject: null,
        case: null,
        request: { session: row.id, test, claims },
        outcome: null,
        office: { session: row.id },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    const { version: catalogueVersion } = await world.lists.published('catalogue');
    await storeHandover(trx, world, { row, entry, catalogueVersion, freshUntil: null });
  });
