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
  /** Milliseconds by which `instant` is ahead of the machine's clock: what is told to clients is told without it. */
  readonly ahead: number;
  readonly moved: boolean;
}

export function legalTime(now: number, offsetDays: number): LegalTime {
  const ahead = offsetDays * DAY;
  const instant = now + ahead;
  return { instant, ahead, today: legalDateOf(new Date(instant).toISOString()), moved: offsetDays > 0 };
}

export const iso = (ms: number): string => new Date(ms).toISOString();
