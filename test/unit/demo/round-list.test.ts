import { parseIdentity } from '@duecheck/core/subject';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { generatePeople } from '../../../demo/people/index.ts';
import { roundCsv, roundList } from '../../../demo/people/round-list.ts';
import { expectedCounts } from '../../../demo/tour/expected-counts.ts';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';

const people = generatePeople({ seed: 'quzhou-330899', today: '2026-11-24', count: 2000 });
const list = roundList(people.registry, 10_000);
const at = (today: string) =>
  expectedCounts(list, people, {
    catalogue: ourCatalogue(),
    decisionPoint: 'civil-service-hiring',
    today: parseCivilDate(today),
  });

describe('the demonstration’s round', () => {
  it('is ten thousand people, each once, in a region that was never given out', () => {
    expect(new Set(list.map(({ number }) => number)).size).toBe(10_000);
    for (const { number, slip } of list) {
      expect(number.startsWith('330899')).toBe(true);
      if (slip !== 'number') expect(parseIdentity(number, 'resident-id').status).toBe('valid');
    }
  });

  it('is the same each time, and a line a person', () => {
    expect(roundList(people.registry, 10_000)).toEqual(list);
    expect(roundCsv(list).split('\r\n')).toHaveLength(10_002);
  });

  it('holds as many slips as an office makes, and no number with a slip is one that could be right', () => {
    const wrong = list.filter(({ slip }) => slip === 'number');
    expect(wrong).toHaveLength(3);
    for (const { number } of wrong) expect(parseIdentity(number, 'resident-id').status).toBe('invalid');
  });
});

describe('what the round comes to', () => {
  it('adds up, and finds what the records of the people say on that day', () => {
    const counts = at('2026-11-24');
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(10_000);
    expect(counts).toMatchObject({ invalid: 5, mismatch: 5 });
    expect(counts.findings).toBeGreaterThan(20);
  });

  it('is another on a day when records have ended', () => {
    expect(at('2036-11-24').findings).toBeLessThan(at('2026-11-24').findings ?? 0);
  });
});
