import { describe, expect, it } from 'vitest';
import { isBirthDate } from '../../../core/subject/birth-date.ts';

describe('isBirthDate', () => {
  it.each(['18000101', '18801231', '18960229', '20000229', '20240229', '20260430', '20991231'])('%s', (day) => {
    expect(isBirthDate(day)).toBe(true);
  });

  it.each([
    ['19000229', 'a century is no leap year'],
    ['20250229', 'a common year'],
    ['20260431', 'April has 30 days'],
    ['20260631', 'so has June'],
    ['20260931', 'so has September'],
    ['20261131', 'so has November'],
    ['20260132', 'no month has 32'],
    ['20260100', 'days count from 1'],
    ['20260001', 'months count from 1'],
    ['20261301', 'there are 12 months'],
    ['17991231', 'nobody with a number was born then'],
    ['21000101', 'nor then'],
  ])('not %s: %s', (day) => {
    expect(isBirthDate(day)).toBe(false);
  });

  it('agrees with the calendar over 300 years', () => {
    const wrong: string[] = [];
    for (let time = Date.UTC(1800, 0, 1); time < Date.UTC(2100, 0, 1); time += 86_400_000) {
      const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
      if (!isBirthDate(day)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});
