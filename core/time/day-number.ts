import { type CivilDate, parseCivilDate } from './civil-date.ts';
import { TimeError } from './errors.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01, so that days can be counted without a clock or a zone. */
export const dayNumberOf = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** @throws TimeError `date-invalid` outside the years 1000–9999. */
export function civilDateOf(dayNumber: number): CivilDate {
  const date = new Date(dayNumber * DAY_MS);
  if (Number.isNaN(date.getTime())) throw new TimeError('date-invalid', 'outside the calendar');
  return parseCivilDate(date.toISOString().slice(0, 10));
}

/** The day `days` after `date`; negative counts back. @throws TimeError `date-invalid` outside the calendar. */
export const addDays = (date: CivilDate, days: number): CivilDate => civilDateOf(dayNumberOf(date) + days);

/** Monday 1 … Sunday 7 (ISO 8601). 1970-01-01 was a Thursday. */
export const weekdayOf = (date: CivilDate): number => ((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1;
