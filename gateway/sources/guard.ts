/**
 * Everything between a check and a platform that may be slow, down or picky: one flight for equal questions, a turn in the
 * queue, a breaker, a deadline. Nothing is hedged and nothing is tried twice (DESIGN §7): a check that finds a source
 * silent is `unknown`, owed, and done later.
 */
import { toHex } from '@duecheck/core/bytes';
import { type BreakerLimits, createBreaker } from './breaker.ts';
import { faultOf } from './fault-of.ts';
import { createFlights } from './single-flight.ts';
import type { UpstreamAnswer, UpstreamQuery, UpstreamSource } from './source.ts';
import { machineTimer, type Timer } from './timer.ts';
import { type OnFault, tellFault } from './told-fault.ts';
import { createTurns, type TurnLimits } from './turns.ts';

/** A source that can be stopped while it is asked. */
export interface AskableSource extends Pick<UpstreamSource, 'id' | 'categories'> {
  /** @throws SourceFault; nothing else */
  readonly ask: (query: UpstreamQuery, signal: AbortSignal) => Promise<UpstreamAnswer>;
}

export interface GuardPolicy extends TurnLimits {
  /** Milliseconds: for `single` from question to answer, waiting included; for `batch` from its turn on. */
  readonly deadlineMs: number;
  readonly breaker: BreakerLimits;
}

export interface GuardHooks {
  readonly timer?: Timer;
  readonly onFault?: OnFault | undefined;
}

/** After "too many": the second that the platform counts by. */
const PAUSE_MS = 1000;

/** @example guardSource(createPlatform(config, world), { perSecond: 30, atOnce: 8, queue: 256, deadlineMs: 3000, breaker }) */
export function guardSource(
  source: AskableSource,
  policy: GuardPolicy,
  { timer = machineTimer, onFault = () => {} }: GuardHooks = {},
): UpstreamSource {
  const turns = createTurns(policy, timer);
  const breaker = createBreaker(policy.breaker, timer);
  const once = createFlights<UpstreamAnswer>();

  async function ask(query: UpstreamQuery): Promise<UpstreamAnswer> {
    breaker.expectPassable();
    const asked = timer.now();
    const hurried = query.pace === 'single';
    const endTurn = await turns.take(query.pace, hurried ? policy.deadlineMs : Number.POSITIVE_INFINITY);
    try {
      const waited = hurried ? timer.now() - asked : 0;
      return await breaker.run(Math.max(1, policy.deadlineMs - waited), (signal) => source.ask(query, signal));
    } catch (error) {
      const fault = faultOf(error);
      if (fault.code === 'rate-limited') turns.pause(PAUSE_MS);
      tellFault(source.id, fault, onFault);
      throw fault;
    } finally {
      endTurn();
    }
  }

  return {
    id: source.id,
    categories: source.categories,
    ask: (query) => once(questionKey(query), () => ask(query)),
  };
}

/**
 * Everything by which two answers could differ (DESIGN §3, Idempotency). The pace too: a clerk who joined the flight of a
 * batch would wait in its queue.
 */
const questionKey = (query: UpstreamQuery): string =>
  JSON.stringify([
    toHex(query.subjectKey),
    query.subject.kind,
    query.subject.name,
    query.subject.type,
    [...query.categories].sort(),
    query.organisation,
    query.decisionPoint,
    query.case.key,
    query.case.label,
    query.case.part,
    query.authorisation,
    query.today,
    query.pace,
  ]);
