import { isCivilDate } from '../../time/index.ts';
import type { CatalogueIndex } from '../lookup.ts';
import type { Problem } from '../problem.ts';
import type { Calendar } from '../types.ts';

/** The working-day calendar carries every period to be heard (PROTOCOL, Decision): a wrong day there is a wrong notice. */
export function* calendarDates({ catalogue }: CatalogueIndex): Generator<Problem> {
  if (weekday(catalogue.validFrom) === undefined) {
    yield { code: 'date', row: 'catalogue', path: ['validFrom'], message: `${catalogue.validFrom} is no date` };
  }
  if (!catalogue.calendars.some(({ year }) => catalogue.validFrom.startsWith(`${year}-`))) {
    yield { code: 'date', row: 'catalogue', path: ['calendars'], message: 'no calendar for the year it is valid from' };
  }
  for (const [at, calendar] of catalogue.calendars.entries()) {
    for (const list of ['holidays', 'workdays'] as const) {
      for (const [n, date] of calendar[list].entries()) {
        const message = fault(calendar, list, n, date);
        if (message) yield { code: 'date', row: String(calendar.year), path: ['calendars', at, list, n], message };
      }
    }
  }
}

function fault(calendar: Calendar, list: 'holidays' | 'workdays', n: number, date: string): string | undefined {
  const day = weekday(date);
  if (day === undefined) return `${date} is no date`;
  if (!date.startsWith(`${calendar.year}-`)) return `${date} lies in another year`;
  if (calendar[list].indexOf(date) !== n) return `${date} stands there twice`;
  const weekend = day === 0 || day === 6;
  if (list === 'holidays' && weekend) return `${date} is a weekend: only days off that fall on weekdays are listed`;
  if (list === 'workdays' && !weekend) return `${date} is a weekday: only weekend days worked are listed`;
  return undefined;
}

/** 0 = Sunday; undefined where the calendar has no such day (2026-02-30). */
const weekday = (date: string): number | undefined =>
  isCivilDate(date) ? new Date(`${date}T00:00:00Z`).getUTCDay() : undefined;
