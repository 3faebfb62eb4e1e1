import { type CivilDate, isCivilDate } from './civil-date.ts';
import { addDays, civilDateOf, dayNumberOf } from './day-number.ts';
import { TimeError } from './errors.ts';

/** A length of time as rules name it: whole years, whole months or whole days, at least one. */
export type Term = { readonly years: number } | { readonly months: number } | { readonly days: number };

/**
 * The last day of a term that an event on `date` sets off, itself included. The day of the event does not count; a term of
 * years or months ends on the day with the same number, or on the month's last day where that month has none
 * (Civil Code 201, 202). A term never moves for a holiday: only a person's own periods do, see `period-to-be-heard.ts`.
 *
 * @throws TimeError `term-invalid`, `date-invalid` past the year 9999
 * @example addTerm(parseCivilDate('2024-02-29'), { years: 1 }) // '2025-02-28'
 */
export function addTerm(date: CivilDate, term: Term): CivilDate {
  const length = lengthOf(term);
  if (length.unit === 'days') return addDays(date, length.count);
  const month = shiftMonth(date, length.count);
  const sameDay = `${month}-${date.slice(8)}`;
  return isCivilDate(sameDay) ? sameDay : lastDayOfMonth(month);
}

/**
 * The first day from which a term still reaches `date`: the earliest day d with `addTerm(d, term) >= date`. Where the
 * earlier month lacks the day it is the first of the month after, since every day before has run out already.
 *
 * @throws TimeError `term-invalid`, `date-invalid` before the year 1000
 * @example firstDayReaching(parseCivilDate('2028-02-29'), { years: 3 }) // '2025-03-01'
 */
export function firstDayReaching(date: CivilDate, term: Term): CivilDate {
  const length = lengthOf(term);
  if (length.unit === 'days') return addDays(date, -length.count);
  const month = shiftMonth(date, -length.count);
  const sameDay = `${month}-${date.slice(8)}`;
  return isCivilDate(sameDay) ? sameDay : addDays(lastDayOfMonth(month), 1);
}

function lengthOf(term: Term): { unit: 'months' | 'days'; count: number } {
  const length =
    'days' in term
      ? ({ unit: 'days', count: term.days } as const)
      : ({ unit: 'months', count: 'years' in term ? term.years * 12 : term.months } as const);
  if (!Number.isSafeInteger(length.count) || length.count < 1) {
    throw new TimeError('term-invalid', 'a term is a whole number of years, months or days');
  }
  return length;
}

/** `YYYY-MM` of the month that lies `months` after the date's own. */
function shiftMonth(date: CivilDate, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  if (year < 1000 || year > 9999) throw new TimeError('date-invalid', 'outside the years 1000–9999');
  return `${year}-${String(index - year * 12 + 1).padStart(2, '0')}`;
}

function lastDayOfMonth(month: string): CivilDate {
  // The 28th exists in every month; four days on is always the next month, whose day number is what we overshot by.
  const beyond = addDays(`${month}-28` as CivilDate, 4);
  return civilDateOf(dayNumberOf(beyond) - Number(beyond.slice(8)));
}
