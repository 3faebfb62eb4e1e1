/** What rules would have raised over past days: the same reading and the same rules as the job's, and nothing is raised. */
import type { Id, TryRulesAnswer, TryRulesRequest } from '@duecheck/core/contract';
import { type Act, type Raised, reachOf, reviewSpan } from '@duecheck/core/review';
import { sayAlert } from '@duecheck/core/text';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { type Bound, bounded } from '../audit/read-bounded.ts';
import { isSealed } from '../audit/withheld.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Scope } from '../identity/auditors.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { beginOf, type Doer, isAct, loadActs } from './load-acts.ts';

/** A city's quarter; more wants a narrower time or one office. */
const MOST_ACTS = 400_000;
/** Each statement reads one clerk. */
const MOST_MS = 20_000;
const FIRST = 20;

export interface Trying extends Pick<TryRulesRequest, 'rules'> {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly organisations: Scope;
}

/** @throws RequestProblem `search-too-broad`; the signal's reason where nobody waits any more */
export const tryRules = (world: World, trying: Trying, { signal }: Bound): Promise<Omit<TryRulesAnswer, 'query'>> =>
  bounded(world.db, { signal, mostMs: MOST_MS }, async (trx) => {
    const { rules, from, until } = trying;
    const doers = await doersIn(trx, trying);
    if (doers.reduce((sum, { n }) => sum + n, 0) > MOST_ACTS) throw new RequestProblem('search-too-broad');
    const { calendars } = (await world.lists.catalogue()).catalogue;
    const raised: Raised[] = [];
    let acts = 0;
    for (const doer of doers) {
      signal.throwIfAborted();
      const read = await loadActs(trx, world, doer, { from: addDays(from, -reachOf(rules)), until });
      acts += countWithin(read, trying);
      raised.push(...reviewSpan(rules, { from, until }, { acts: read, calendars, now: world.clock.now() }));
    }
    return {
      acts,
      rules: rules.map(({ id }) => ({ rule: id, ...toldOf(raised, id) })),
      entries: entriesOf(raised).size,
    };
  });

async function doersIn(trx: Trx, { from, until, organisations }: Trying): Promise<(Doer & { n: number })[]> {
  const seen =
    organisations === 'everything' ? sql`true` : sql`e.organisation = any(${textArray([...organisations])}::text[])`;
  const { rows } = await sql<Doer & { n: number }>`
    select e.actor_iss as iss, e.actor_sub as sub, e.organisation, count(*) as n from register_entry e
     where e.occurred_at >= ${beginOf(from)} and e.occurred_at < ${beginOf(addDays(until, 1))} and ${seen}
       and ${isAct} and not ${isSealed}
     group by e.actor_iss, e.actor_sub, e.organisation order by e.organisation, e.actor_iss, e.actor_sub`.execute(trx);
  return rows;
}

const countWithin = (acts: readonly Act[], { from, until }: Trying): number =>
  acts.filter(({ day }) => day >= from && day <= until).length;

const entriesOf = (raised: readonly Raised[]): Set<string> => new Set(raised.flatMap(({ entries }) => entries));

function toldOf(raised: readonly Raised[], rule: string): Omit<TryRulesAnswer['rules'][number], 'rule'> {
  const own = raised.filter((one) => one.rule === rule).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    alerts: own.length,
    entries: entriesOf(own).size,
    first: own.slice(0, FIRST).map(({ day, because, entries }) => ({
      day,
      says: sayAlert(because),
      entries: entries as readonly Id<'ent'>[] as Id<'ent'>[],
    })),
  };
}
