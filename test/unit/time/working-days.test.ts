import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  parseCivilDate,
  periodToBeHeard,
  type WorkingCalendar,
  workingDayFrom,
} from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const on = parseCivilDate;

/** Made up in the shape of the yearly announcement: a week off around 1 October, two Saturdays worked for it. */
const calendars: readonly WorkingCalendar[] = [
  {
    year: 2026,
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    workdays: ['2026-09-26', '2026-10-10'],
  },
  { year: 2027, holidays: ['2027-01-01'], workdays: [] },
];

const days2026 = fc.integer({ min: 0, max: 364 }).map((n) => addDays(on('2026-01-01'), n));

describe('a working day', () => {
  it.each([
    ['2026-09-25', true, 'Friday'],
    ['2026-09-26', true, 'Saturday worked'],
    ['2026-09-27', false, 'Sunday'],
    ['2026-10-01', false, 'holiday on a Thursday'],
    ['2026-10-08', true, 'Thursday after'],
    ['2027-01-01', false, 'holiday of the next year'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isWorkingDay(on(date), calendars)).toBe(expected);
  });

  it('is not guessed for a year that was not announced', () => {
    expect(() => isWorkingDay(on('2028-01-03'), calendars)).toThrow(
      expect.objectContaining({ code: 'calendar-missing' }),
    );
    // Two working days are left in 2027, so the count must ask for 2028.
    expect(() => addWorkingDays(on('2027-12-29'), 5, calendars)).toThrow(
      expect.objectContaining({ code: 'calendar-missing' }),
    );
  });
});

describe('counting working days', () => {
  it('does not count the day it starts from, nor days off', () => {
    expect(addWorkingDays(on('2026-09-30'), 1, calendars)).toBe('2026-10-08');
    expect(addWorkingDays(on('2026-09-25'), 1, calendars)).toBe('2026-09-26');
    expect(addWorkingDays(on('2026-10-09'), 2, calendars)).toBe('2026-10-12');
  });

  it.each([0, -1, 1.5])('refuses %s days', (count) => {
    expect(() => addWorkingDays(on('2026-09-30'), count, calendars)).toThrow(
      expect.objectContaining({ code: 'term-invalid' }),
    );
  });

  it('always lands on a working day, with as many between as were asked for', () => {
    fc.assert(
      fc.property(days2026, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const end = addWorkingDays(start, count, calendars);
        let counted = 0;
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) {
          if (isWorkingDay(day, calendars)) counted++;
        }
        expect(counted).toBe(count);
        expect(isWorkingDay(end, calendars)).toBe(true);
      }),
    );
  });
});

describe('the period to be heard', () => {
  it('of calendar days starts the day after delivery', () => {
    expect(periodToBeHeard(on('2026-11-23'), { days: 3, kind: 'calendar' }, calendars)).toEqual({
      from: '2026-11-24',
      to: '2026-11-26',
    });
  });

  it('runs on to the next working day where it would end on a holiday', () => {
    expect(periodToBeHeard(on('2026-09-29'), { days: 3, kind: 'calendar' }, calendars).to).toBe('2026-10-08');
  });

  it('of working days skips the days off', () => {
    expect(periodToBeHeard(on('2026-09-29'), { days: 3, kind: 'working' }, calendars).to).toBe('2026-10-09');
  });

  it('is never shorter than the rule says, and always ends on a working day', () => {
    const kinds = fc.constantFrom('calendar' as const, 'working' as const);
    fc.assert(
      fc.property(days2026, fc.integer({ min: 1, max: 30 }), kinds, (delivered, days, kind) => {
        const period = periodToBeHeard(delivered, { days, kind }, calendars);
        expect(period.to >= addDays(delivered, days)).toBe(true);
        expect(workingDayFrom(period.to, calendars)).toBe(period.to);
      }),
    );
  });
});
