/**
 * A case, and the desk of whoever watches it, as they change. An event says "look again" and nothing else (DESIGN §1.10): what
 * there is to see is asked for, and registered, when somebody looks.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { CaseRequest } from '@duecheck/core/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { inPosts, postsOf } from '../identity/posts.ts';
import { DECIDERS } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { World } from '../world.ts';
import { caseAt } from './case-at.ts';

const LOOK_MS = 1_000;
/** Proxies cut connections that say nothing for half a minute. */
const HEARTBEAT_MS = 10_000;
/** Then the watcher comes again, with a token that is still good. */
const MOST_MS = 10 * 60_000;

export interface CaseWatcher {
  readonly caller: Account;
  readonly body: z.output<typeof CaseRequest>;
  /** The watcher went away, or the gateway closes. */
  readonly signal: AbortSignal;
}

/** What is counted only grows, so that a number that is the same says that nothing happened. */
interface Sight {
  readonly case: string;
  readonly desk: string;
}

/**
 * Permission is asked each time: who loses the post is told no more.
 *
 * @returns events `case` and `desk` of a `text/event-stream`; the first line is already there
 * @throws RequestProblem `origin-unbound`, `role-missing`
 */
export async function watchCase(world: World, watcher: CaseWatcher): Promise<AsyncGenerator<string>> {
  const look = () => sightOf(world, watcher);
  return events(await look(), look, watcher.signal);
}

async function* events(first: Sight, look: () => Promise<Sight>, signal: AbortSignal): AsyncGenerator<string> {
  const began = performance.now();
  let saidAt = began;
  let seen = first;
  yield ': watching\n\n';
  while (!signal.aborted && performance.now() - began < MOST_MS) {
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const now = await look();
    for (const what of ['case', 'desk'] as const)
      if (now[what] !== seen[what]) {
        saidAt = performance.now();
        yield `event: ${what}\ndata: look-again\n\n`;
      }
    seen = now;
    if (performance.now() - saidAt < HEARTBEAT_MS) continue;
    saidAt = performance.now();
    yield ': still here\n\n';
  }
}

async function sightOf(world: World, { caller, body }: CaseWatcher): Promise<Sight> {
  const { db } = world;
  const { today } = await world.legal(db);
  const { place } = await caseAt(db, world, { caller, body, today });
  const posts = await postsOf(db, caller, today, DECIDERS);
  const { rows } = await sql<{ case: string; desk: string }>`
    select concat_ws(' ', ${today}::text,
             (select concat_ws(' ', count(*), count(*) filter (where c.outdated), max(c.checked_at)) from credit_check c
               where c.organisation = ${place.organisation} and c.decision_point = ${place.decision_point}
                 and c.case_key = ${place.case_key} and c.part = ${place.part}),
             (select count(*) from decision d join decision_event e on e.decision_id = d.id
               where d.organisation = ${place.organisation} and d.decision_point = ${place.decision_point}
                 and d.case_key = ${place.case_key} and d.part = ${place.part})) as "case",
           concat_ws(' ', ${today}::text,
             (select count(*) from decision d join decision_event e on e.decision_id = d.id
               where d.iss = ${caller.iss} and d.sub = ${caller.sub}
                 and d.decided_at > now() - interval '90 days'),
             (select concat_ws(' ', count(*), count(o.done_check)) from owed_check o
               where o.iss = ${caller.iss} and o.sub = ${caller.sub} and o.done_check is null),
             (select concat_ws(' ', count(*), count(r.answer), count(r.used_by)) from release r
               where r.legal_date >= ${today}::date and ${inPosts(posts, 'r.organisation', 'r.decision_point')})
             ) as desk`.execute(db);
  return rows[0] as Sight;
}
