/** When offices in Quzhou sleep: what is heavy, or locks tables, waits for it. */
const HOUR_MS = 3_600_000;
const NIGHT = { from: 1, to: 5 } as const;

/** @param now milliseconds since the epoch. */
export function isNight(now: number): boolean {
  const hour = new Date(now + 8 * HOUR_MS).getUTCHours();
  return hour >= NIGHT.from && hour < NIGHT.to;
}
