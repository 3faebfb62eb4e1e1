import {
  addDays,
  addTerm,
  inWindow,
  lastDayOfWindow,
  parseCivilDate,
  type Term,
  windowEnding,
} from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDates, terms } from './arbitraries.ts';

const on = parseCivilDate;

describe('a term', () => {
  it.each<[string, string, Term, string]>([
    ['counts from the next day and ends on the corresponding day', '2023-11-20', { years: 3 }, '2026-11-20'],
    ['ends on the last day of a month that lacks the day', '2026-01-31', { months: 1 }, '2026-02-28'],
    ['ends on the 29th in a leap year', '2028-01-31', { months: 1 }, '2028-02-29'],
    ['from 29 February ends on the 28th in a common year', '2024-02-29', { years: 1 }, '2025-02-28'],
    ['from 29 February ends on the 29th four years on', '2024-02-29', { years: 4 }, '2028-02-29'],
    ['from a month end keeps the day, not the month end', '2026-02-28', { months: 1 }, '2026-03-28'],
    ['crosses a year', '2026-11-30', { months: 3 }, '2027-02-28'],
    ['of days counts each of them', '2026-12-30', { days: 3 }, '2027-01-02'],
    ['of a record does not move for a holiday', '2025-10-01', { years: 1 }, '2026-10-01'],
  ])('%s', (_rule, date, term, last) => {
    expect(addTerm(on(date), term)).toBe(last);
  });

  it.each([{ years: 0 }, { months: -1 }, { days: 1.5 }, { years: Number.NaN }])('refuses a length of %j', (term) => {
    expect(() => addTerm(on('2026-11-23'), term)).toThrow(expect.objectContaining({ code: 'term-invalid' }));
  });

  it('never ends sooner because it began later', () => {
    fc.assert(
      fc.property(civilDates, fc.integer({ min: 0, max: 400 }), terms, (date, days, term) => {
        expect(addTerm(addDays(date, days), term) >= addTerm(date, term)).toBe(true);
      }),
    );
  });

  it('of twelve months is a year', () => {
    fc.assert(
      fc.property(civilDates, fc.integer({ min: 1, max: 20 }), (date, years) => {
        expect(addTerm(date, { months: years * 12 })).toBe(addTerm(date, { years }));
      }),
    );
  });
});

describe('a look-back', () => {
  it.each<[string, string, Term, string]>([
    ['of three years', '2026-11-20', { years: 3 }, '2023-11-20'],
    ['ending on 29 February begins where no term has run out', '2028-02-29', { years: 3 }, '2025-03-01'],
    ['ending on the 31st begins after the short month', '2026-03-31', { months: 1 }, '2026-03-01'],
    ['of days', '2026-01-02', { days: 5 }, '2025-12-28'],
  ])('%s', (_rule, today, term, from) => {
    expect(windowEnding(on(today), term)).toEqual({ from, to: today });
  });

  it('holds exactly the days whose term still runs today', () => {
    fc.assert(
      fc.property(civilDates, fc.integer({ min: -5, max: 5 }), terms, (today, offset, term) => {
        const window = windowEnding(today, term);
        const date = addDays(window.from, offset);
        if (date > today) return;
        expect(inWindow(date, window)).toBe(lastDayOfWindow(date, term) >= today);
      }),
    );
  });

  it('does not look past today', () => {
    const window = windowEnding(on('2026-11-20'), { years: 3 });
    expect(inWindow(on('2026-11-20'), window)).toBe(true);
    expect(inWindow(on('2026-11-21'), window)).toBe(false);
  });
});
