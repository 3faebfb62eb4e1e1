import type { CivilDate } from './civil-date.ts';
import { addDays, weekdayOf } from './day-number.ts';
import { TimeError } from './errors.ts';

/** The days off and the weekend days worked of one year, as the State Council's office announces them each autumn. */
export interface WorkingCalendar {
  readonly year: number;
  /** Weekdays without work. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays with work. */
  readonly workdays: readonly string[];
}

/** @throws TimeError `calendar-missing`: without the announcement nobody knows, and a guess could cost a person a day. */
export function isWorkingDay(date: CivilDate, calendars: readonly WorkingCalendar[]): boolean {
  const year = Number(date.slice(0, 4));
  const calendar = calendars.find((c) => c.year === year);
  if (!calendar) throw new TimeError('calendar-missing', `no working-day calendar for ${year}`);
  if (calendar.workdays.includes(date)) return true;
  return weekdayOf(date) <= 5 && !calendar.holidays.includes(date);
}

/** `date` itself if it is a working day, otherwise the next one. @throws TimeError `calendar-missing` */
export function workingDayFrom(date: CivilDate, calendars: readonly WorkingCalendar[]): CivilDate {
  let day = date;
  while (!isWorkingDay(day, calendars)) day = addDays(day, 1);
  return day;
}

/**
 * The n-th working day after `date`; the day itself does not count.
 *
 * @throws TimeError `calendar-missing`, `term-invalid`
 */
export function addWorkingDays(date: CivilDate, count: number, calendars: readonly WorkingCalendar[]): CivilDate {
  if (!Number.isSafeInteger(count) || count < 1) throw new TimeError('term-invalid', 'a whole number of working days');
  let day = date;
  for (let left = count; left > 0; left--) day = workingDayFrom(addDays(day, 1), calendars);
  return day;
}
