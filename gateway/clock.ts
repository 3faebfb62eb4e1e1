/**
 * Two clocks (PROTOCOL, Store). `instant` is the machine's and is never moved: token times, leases, lag, entry times.
 * `legal` carries terms, periods and freshness; a demonstration may move it forward by whole days.
 */
import { type CivilDate, legalDateOf } from '@duecheck/core/time';

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const DAY = 86_400_000;

export interface LegalTime {
  /** The instant that legal freshness counts by. */
  readonly instant: number;
  readonly today: CivilDate;
  readonly moved: boolean;
}

export function legalTime(now: number, offsetDays: number): LegalTime {
  const instant = now + offsetDays * DAY;
  return { instant, today: legalDateOf(new Date(instant).toISOString()), moved: offsetDays > 0 };
}

export const iso = (ms: number): string => new Date(ms).toISOString();
