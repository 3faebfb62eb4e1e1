import { addDays, addWorkingDays, parseCivilDate, reportingDuty, type WorkingCalendar } from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const on = parseCivilDate;

/** Made up in the shape of the yearly announcement: a week off around 1 October, two weekend days worked for it. */
const calendars: readonly WorkingCalendar[] = [
  {
    year: 2026,
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    workdays: ['2026-09-26', '2026-10-10'],
  },
];
const dutyOf = (decided: string, today: string, reported: string | null = null) =>
  reportingDuty({ decidedOn: on(decided), reportedOn: reported === null ? null : on(reported) }, on(today), calendars);

describe('a government-dishonesty record is reported within seven working days', () => {
  it.each([
    ['2026-03-02', '2026-03-11', 'the day of the decision does not count, nor does a weekend'],
    ['2026-09-24', '2026-10-09', 'a holiday week does not count, a Saturday worked before it does'],
    ['2026-09-30', '2026-10-15', 'a Saturday worked after it counts'],
    ['2026-10-03', '2026-10-15', 'decided on a day off'],
  ])('decided on %s, by %s: %s', (decided, dueBy) => {
    expect(dutyOf(decided, decided)).toMatchObject({ dueBy, daysLeft: 7, state: 'open', counted: 'calendar' });
  });

  it.each([
    ['2026-09-29', 3],
    ['2026-10-03', 2],
    ['2026-10-08', 1],
    ['2026-10-09', 0],
  ])('on %s there are %i working days left', (today, daysLeft) => {
    expect(dutyOf('2026-09-24', today)).toMatchObject({ daysLeft, state: 'open' });
  });

  it.each([
    ['2026-10-10', 1],
    ['2026-11-09', 31],
  ])('on %s it has been overdue for %i days', (today, daysOverdue) => {
    expect(dutyOf('2026-09-24', today)).toMatchObject({ daysOverdue, daysLeft: null, state: 'overdue' });
  });

  it('ends with the report, in time or late', () => {
    expect(dutyOf('2026-09-24', '2026-12-01', '2026-10-09')).toMatchObject({ state: 'reported', daysLeft: null });
    expect(dutyOf('2026-09-24', '2026-12-01', '2026-10-10')).toMatchObject({ state: 'reported-late', daysLeft: null });
  });

  it('counts weekdays in a year that was not announced, and says so', () => {
    expect(dutyOf('2019-09-24', '2019-09-24')).toMatchObject({ dueBy: '2019-10-03', counted: 'weekdays' });
    expect(dutyOf('2026-12-29', '2026-12-29')).toMatchObject({ dueBy: '2027-01-07', counted: 'weekdays' });
  });

  it('is the working-day rule, and later decisions are never due earlier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 0, max: 60 }), (n, later) => {
        const decided = addDays(on('2026-01-01'), n);
        const { dueBy } = dutyOf(decided, decided);
        if (dueBy < '2027') expect(dueBy).toBe(addWorkingDays(decided, 7, calendars));
        expect(dutyOf(addDays(decided, later), decided).dueBy >= dueBy).toBe(true);
      }),
    );
  });
});
