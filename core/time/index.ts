/** Legal time: civil dates in Asia/Shanghai, terms, look-backs and working days (DESIGN §3, Time). */
export { type CivilDate, isCivilDate, parseCivilDate } from './civil-date.ts';
export { addDays } from './day-number.ts';
export { TimeError, type TimeErrorCode } from './errors.ts';
export { legalDateOf } from './legal-date.ts';
export { nextWorkingDay } from './next-working-day.ts';
export { type PeriodLength, periodToBeHeard } from './period-to-be-heard.ts';
export { type ReportingDuty, reportingDuty } from './reporting-duty.ts';
export { addTerm, type Term } from './term.ts';
export { inWindow, lastDayOfWindow, type Window, windowEnding } from './window.ts';
export { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDayFrom } from './working-days.ts';
