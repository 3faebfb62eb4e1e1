/** Instants as auditors read them: the day and time of day in Asia/Shanghai, which has no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** @param instant ISO 8601, UTC; what is none is told as it stands @example '2026-11-24 09:41:07' */
export function sayInstant(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Civil day in Asia/Shanghai. @param now milliseconds since 1970 */
export const dayOf = (now: number): string => new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);

/** @param days back from that day @example daysBefore('2026-03-01', 1) // '2026-02-28' */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** The instant at which a civil day begins in Asia/Shanghai. */
export const beginOf = (day: string): string => new Date(Date.parse(day) - SHANGHAI_MS).toISOString();
