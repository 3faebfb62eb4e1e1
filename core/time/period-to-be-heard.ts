import type { CivilDate } from './civil-date.ts';
import { addDays } from './day-number.ts';
import { addTerm } from './term.ts';
import type { Window } from './window.ts';
import { addWorkingDays, type WorkingCalendar, workingDayFrom } from './working-days.ts';

/** How long somebody has to speak: `days` calendar or working days. */
export interface PeriodLength {
  readonly days: number;
  readonly kind: 'calendar' | 'working';
}

/**
 * A person's own period, to be heard or to object: it begins on the day after delivery, and where its last day is no
 * working day it runs on to the next one (Civil Code 203). Only such periods move; the terms of records never do
 * (PROTOCOL, Decision).
 *
 * @param delivered the day on which the notice reached the person
 * @returns first and last day, both included: until the end of `to` the person can speak
 * @throws TimeError `calendar-missing`, `term-invalid`
 */
export function periodToBeHeard(
  delivered: CivilDate,
  length: PeriodLength,
  calendars: readonly WorkingCalendar[],
): Window {
  const from = addDays(delivered, 1);
  if (length.kind === 'working') return { from, to: addWorkingDays(delivered, length.days, calendars) };
  return { from, to: workingDayFrom(addTerm(delivered, { days: length.days }), calendars) };
}
