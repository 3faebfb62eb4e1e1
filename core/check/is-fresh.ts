import type { DueAnswer } from '../contract/due.ts';
import { legalDateOf } from '../time/index.ts';

/**
 * Whether the last check of this case still carries a decision. By both clocks: a demonstration moves the legal date, and
 * freshness with it (PROTOCOL, Store).
 *
 * @param now milliseconds since 1970
 */
export const isFresh = ({ freshUntil, legalToday }: DueAnswer, now: number): boolean =>
  freshUntil !== null && Date.parse(freshUntil) > now && legalDateOf(freshUntil) >= legalToday;
