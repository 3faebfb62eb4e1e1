import { addDays, isCivilDate, legalDateOf, parseCivilDate } from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDates } from './arbitraries.ts';

describe('a civil date', () => {
  it.each(['2026-11-23', '2024-02-29', '1890-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    ['no such day', '2027-02-29'],
    ['no such day of a short month', '2026-04-31'],
    ['no such month', '2026-13-01'],
    ['the form of some platforms', '20261123'],
    ['another form of theirs', '2026-1-1'],
    ['a word for "without end"', '长期'],
    ['an instant', '2026-11-23T00:00:00Z'],
    ['space around it', ' 2026-11-23'],
    ['a year of five digits', '12026-11-23'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(() => parseCivilDate(text)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
  });

  it('compares as text in calendar order, and days added can be taken away', () => {
    fc.assert(
      fc.property(civilDates, fc.integer({ min: 1, max: 3000 }), (date, days) => {
        const later = addDays(date, days);
        expect(later > date).toBe(true);
        expect(addDays(later, -days)).toBe(date);
      }),
    );
  });

  it('never leaves the calendar silently', () => {
    expect(() => addDays(parseCivilDate('9999-12-31'), 1)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
    expect(() => addDays(parseCivilDate('9999-12-31'), 1e12)).toThrow(
      expect.objectContaining({ code: 'date-invalid' }),
    );
  });
});

describe('the legal date of an instant', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00Z', '2028-02-29'],
  ])('of %s is %s in Quzhou', (instant, date) => {
    expect(legalDateOf(instant)).toBe(date);
  });

  it('agrees with the zone tables of the runtime', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const from = Date.UTC(1992, 0, 1);
    const to = Date.UTC(2100, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        expect(legalDateOf(new Date(ms).toISOString())).toBe(shanghai.format(ms));
      }),
    );
  });

  it.each([
    '2026-11-23',
    '2026-11-23T00:00:00',
    '2026-11-23T00:00:00+08:00',
    '2026-11-23T25:00:00Z',
    '2026-02-30T12:00:00Z',
  ])('refuses %s, which is no UTC instant', (instant) => {
    expect(() => legalDateOf(instant)).toThrow(expect.objectContaining({ code: 'instant-invalid' }));
  });
});
