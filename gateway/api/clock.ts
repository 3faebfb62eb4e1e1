import { iso, legalTime } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { World } from '../world.ts';
import { civilDate } from './notice.ts';

const answer = async (world: World) => {
  const { today, moved } = await world.legal(world.db);
  return { instant: iso(world.clock.now()), legalToday: today, moved };
};

/** GET /v1/clock */
export const clock = defineCapability('clock', async ({ world }) => answer(world));

const DAY = 86_400_000;

/** POST /v1/demo/clock: demonstrations only, forward only, an entry each time (PROTOCOL, Store). */
export const moveClock = defineCapability('moveClock', async ({ world, caller, body }) => {
  if (world.legalClock === 'fixed') throw new RequestProblem('not-found');
  const wanted = civilDate(body.legalToday, '/legalToday');
  await world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const organisation = await rootOf(trx);
    const held = roleFor(await rolesOf(trx, caller, today, organisation), ['operator']);
    if (held === null) throw new RequestProblem('role-missing');
    if (wanted < today) throw new RequestProblem('clock-backwards');
    const offset = Math.round((Date.parse(wanted) - Date.parse(legalTime(world.clock.now(), 0).today)) / DAY);
    await trx
      .insertInto('legal_clock')
      .values({ id: 1, offset_days: offset })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ offset_days: offset }))
      .execute();
    await world.register.append(trx, [
      {
        type: 'clock.moved',
        organisation,
        decisionPoint: null,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: null,
        request: { from: today, to: wanted },
        outcome: null,
        office: {},
      },
    ]);
  });
  return answer(world);
});
