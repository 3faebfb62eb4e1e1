import type { CivilDate } from './civil-date.ts';
import { addDays } from './day-number.ts';
import { TimeError } from './errors.ts';
import { addWorkingDays, type WorkingCalendar } from './working-days.ts';

/**
 * The next working day, for duties of ours to an office: an owed check, a measure to lift. In a year whose calendar was not
 * announced yet it is the next day: a missing calendar must stop neither a check nor a repair. Periods of the person's are
 * counted strictly (`periodToBeHeard`).
 */
export function nextWorkingDay(today: CivilDate, calendars: readonly WorkingCalendar[]): CivilDate {
  try {
    return addWorkingDays(today, 1, calendars);
  } catch (error) {
    if (error instanceof TimeError && error.code === 'calendar-missing') return addDays(today, 1);
    throw error;
  }
}
