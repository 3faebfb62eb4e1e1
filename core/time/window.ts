import type { CivilDate } from './civil-date.ts';
import { addTerm, firstDayReaching, type Term } from './term.ts';

/** Days from `from` to `to`, both included. */
export interface Window {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The look-back that ends today: exactly the days whose term has not run out. A three-year window ending on 2026-11-20
 * begins on 2023-11-20, because three years from that day end today, inclusive.
 *
 * @throws TimeError `term-invalid`, `date-invalid`
 */
export const windowEnding = (today: CivilDate, term: Term): Window => ({
  from: firstDayReaching(today, term),
  to: today,
});

/** The last day on which an event of `date` still lies in a look-back of this length. */
export const lastDayOfWindow = (date: CivilDate, term: Term): CivilDate => addTerm(date, term);

export const inWindow = (date: CivilDate, window: Window): boolean => window.from <= date && date <= window.to;
