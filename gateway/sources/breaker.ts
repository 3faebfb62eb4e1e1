/** Leaves a platform alone that is down: cockatiel's circuit breaker, by a clock that is handed in. */
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import { faultOf } from './fault-of.ts';
import { SourceFault, type SourceFaultCode } from './source.ts';
import type { Timer } from './timer.ts';

export interface BreakerLimits {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds for which nobody is let through; then one question tries. */
  readonly coolMs: number;
}

export interface Breaker {
  /** @throws SourceFault `open-circuit`, before anybody waits for a turn in vain */
  readonly expectPassable: () => void;
  /** @throws SourceFault: `deadline` after `ms`, whether or not `act` heeds its signal; `open-circuit` */
  readonly run: <T>(ms: number, act: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/**
 * What says that the platform is down. Not: what it says about one question (`refused`), one person's records
 * (`unreadable`: five replays of one bad row would cut everybody off) or our own pace (`rate-limited`).
 */
const OF_THE_PLATFORM: ReadonlySet<SourceFaultCode> = new Set(['unreachable', 'deadline', 'fault', 'maintenance']);

export function createBreaker({ failures, coolMs }: BreakerLimits, timer: Timer): Breaker {
  let passableFrom = Number.NEGATIVE_INFINITY;
  // cockatiel compares the length of its break with the system's clock; this length is over when ours says so.
  const coolDown: IBackoff<unknown> = {
    next: () => {
      passableFrom = timer.now() + coolMs;
      return coolDown;
    },
    get duration() {
      return timer.now() < passableFrom ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
  };
  const policy = circuitBreaker(
    handleWhen((error) => error instanceof SourceFault && OF_THE_PLATFORM.has(error.code)),
    { breaker: new ConsecutiveBreaker(failures), halfOpenAfter: coolDown },
  );
  const openCircuit = () => new SourceFault('open-circuit', 'the source failed again and again and is left alone');

  return {
    expectPassable() {
      if (policy.state === CircuitState.Open && timer.now() < passableFrom) throw openCircuit();
    },
    run: async (ms, act) => {
      // cockatiel would let the others wait for the one that tries; a clerk's deadline does not allow for two.
      if (policy.state === CircuitState.HalfOpen) throw openCircuit();
      try {
        return await policy.execute(() => within(ms, act));
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw openCircuit();
        throw faultOf(error);
      }
    },
  };
}

async function within<T>(ms: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await timeout(ms, TimeoutStrategy.Aggressive).execute(({ signal }) => act(signal));
  } catch (error) {
    if (error instanceof TaskCancelledError) throw new SourceFault('deadline', `no answer within ${Math.round(ms)} ms`);
    throw faultOf(error);
  }
}
