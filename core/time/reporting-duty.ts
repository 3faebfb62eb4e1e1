import type { CivilDate } from './civil-date.ts';
import { addDays, dayNumberOf, weekdayOf } from './day-number.ts';
import { isWorkingDay, type WorkingCalendar } from './working-days.ts';

/** 政务二(一)2 of the 2017 rules: a government-dishonesty record is sent to the credit office within seven working days. */
const REPORTING_DAYS = 7;

export interface ReportingDuty {
  /** Last day on which the report is in time. */
  readonly dueBy: CivilDate;
  readonly state: 'open' | 'overdue' | 'reported' | 'reported-late';
  /** Working days that are left after `today`: 0 on the last one. null: no longer running. */
  readonly daysLeft: number | null;
  /** Calendar days since the last one. null: not overdue. */
  readonly daysOverdue: number | null;
  /** `weekdays`: a year concerned was never announced here, and counts without its days off. */
  readonly counted: 'calendar' | 'weekdays';
}

/**
 * How a duty to report stands: counted from the day after the decision. A duty of one office to another, so a year without
 * a calendar does not stop the list; it then says that it counted weekdays alone.
 */
export function reportingDuty(
  { decidedOn, reportedOn }: { readonly decidedOn: CivilDate; readonly reportedOn: CivilDate | null },
  today: CivilDate,
  calendars: readonly WorkingCalendar[],
): ReportingDuty {
  const announced = (day: CivilDate) => calendars.some(({ year }) => year === Number(day.slice(0, 4)));
  const worked = (day: CivilDate) => (announced(day) ? isWorkingDay(day, calendars) : weekdayOf(day) <= 5);
  const days: CivilDate[] = [];
  for (let day = addDays(decidedOn, 1); days.length < REPORTING_DAYS; day = addDays(day, 1)) {
    if (worked(day)) days.push(day);
  }
  const dueBy = days[REPORTING_DAYS - 1] as CivilDate;
  const counted = announced(decidedOn) && announced(dueBy) ? 'calendar' : 'weekdays';
  const over = { dueBy, daysLeft: null, daysOverdue: null, counted } as const;
  if (reportedOn !== null) return { ...over, state: reportedOn <= dueBy ? 'reported' : 'reported-late' };
  if (today > dueBy) return { ...over, state: 'overdue', daysOverdue: dayNumberOf(today) - dayNumberOf(dueBy) };
  return { ...over, state: 'open', daysLeft: days.filter((day) => day > today).length };
}
