/** Asks the rules about a clerk's days that are due. What it raises is unique by its columns, so asking again raises nothing new. */
import { reachOf, reviewDay } from '@duecheck/core/review';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { loadActs } from './load-acts.ts';
import { raiseAlerts } from './raise-alerts.ts';
import { rulesOf } from './rules-in-force.ts';

/** Of one clerk in one transaction: half a season, three times asked. */
const AT_ONCE = 270;

/** Of one clerk. @returns whether there was one */
export const askDays = (world: World): Promise<boolean> =>
  world.db.transaction().execute(async (trx) => {
    const first = await trx
      .selectFrom('review_due')
      .selectAll()
      .where('ask_at', '<=', new Date(world.clock.now()))
      .orderBy('ask_at')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return false;
    const doer = { iss: first.iss, sub: first.sub, organisation: first.organisation };
    const due = await trx
      .selectFrom('review_due')
      .select(['day', 'ask_at', 'version'])
      .where('iss', '=', doer.iss)
      .where('sub', '=', doer.sub)
      .where('organisation', '=', doer.organisation)
      .where('version', '=', first.version)
      .where('ask_at', '<=', new Date(world.clock.now()))
      .orderBy('day')
      .orderBy('ask_at')
      .limit(AT_ONCE)
      .forUpdate()
      .execute();
    await ask(trx, world, { doer, version: first.version, due });
    await sql`
      delete from review_due d using unnest(${textArray(due.map(({ day }) => day))}::text[],
                                            ${textArray(due.map(({ ask_at }) => iso(ask_at.getTime())))}::text[]) as done (day, ask_at)
       where d.iss = ${doer.iss} and d.sub = ${doer.sub} and d.organisation = ${doer.organisation}
         and d.day = done.day::date and d.ask_at = done.ask_at::timestamptz`.execute(trx);
    return true;
  });

interface Asked {
  readonly doer: Parameters<typeof loadActs>[2];
  readonly version: number;
  /** In the order of their days. */
  readonly due: readonly { readonly day: string; readonly ask_at: Date }[];
}

async function ask(trx: Trx, world: World, { doer, version, due }: Asked): Promise<void> {
  const days = due.map(({ day }) => day as CivilDate);
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined) return;
  const rules = await rulesOf(trx, version);
  const all = await loadActs(trx, world, doer, { from: addDays(from, -reachOf(rules)), until });
  const { calendars } = (await world.lists.catalogue()).catalogue;
  for (const { day, ask_at } of due) {
    const acts = all.filter((act) => act.day <= day);
    // As of the instant at which it was due, however late it is asked: a back-test then says the same.
    const raised = reviewDay(rules, day as CivilDate, { acts, calendars, now: ask_at.getTime() });
    await raiseAlerts(trx, world, { doer, version, rules, raised });
  }
}
