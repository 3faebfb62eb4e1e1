/** The corpus that rules are measured on: the same for a seed, of the size it says, and honest in what it calls honest. */
import { loadCatalogue } from '@duecheck/catalogue';
import { describe, expect, it } from 'vitest';
import { SHIPPED_RULES } from '../../../core/review/index.ts';
import { parseCivilDate, type WorkingCalendar } from '../../../core/time/index.ts';
import { makeCorpus } from '../../../demo/review/corpus.ts';
import { isOpen } from '../../../demo/review/hours.ts';
import { measure, sumUp } from '../../../demo/review/measure.ts';
import { PATTERNS } from '../../../demo/review/types.ts';

const calendars = loadCatalogue().value.calendars as readonly WorkingCalendar[];
const until = parseCivilDate('2026-05-29');
const corpusOf = (seed: string) => makeCorpus({ seed, until, calendars });
const corpus = corpusOf('training-1');

describe('the corpus', () => {
  it('is the same for one seed and another for another', () => {
    expect(corpusOf('training-1')).toEqual(corpus);
    expect(corpusOf('training-2').looks).not.toEqual(corpus.looks);
  });

  it('holds 5,000 honest look-ups of forty clerks and sixty planted acts in ten patterns, in the order of time', () => {
    const { looks, staff, days } = corpus;
    expect(looks.filter(({ kind, planted }) => kind === 'look-up' && planted === null)).toHaveLength(5000);
    const planted = looks.filter((look) => look.planted !== null);
    expect(planted).toHaveLength(60);
    expect(new Set(planted.map((look) => look.planted))).toEqual(new Set(PATTERNS));
    expect(staff.clerks).toHaveLength(40);
    expect(days).toHaveLength(60);
    const times = looks.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('has in its honest part what rules could mistake: shared surnames, nights, days off, waiting cases, missing ones, rounds', () => {
    const honest = corpus.looks.filter(({ planted }) => planted === null);
    const share = (is: (look: (typeof honest)[number]) => boolean) => honest.filter(is).length / honest.length;
    const kin = share(({ person, clerk }) => person.surname === clerk.person.surname);
    expect(kin).toBeGreaterThan(0.01);
    expect(kin).toBeLessThan(0.08);
    for (const odd of [
      share(({ hostCase }) => hostCase === 'missing'),
      share(({ decidedAt }) => decidedAt === null),
      share(({ at, decidedAt }) => decidedAt !== null && decidedAt > at + 25 * 86_400_000),
      share(({ at }) => !isOpen(parseCivilDate(new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)), calendars)),
      share(({ kind }) => kind === 'claimed-outage'),
      share(({ round }) => round === '干部选拔任用'),
    ]) {
      expect(odd).toBeGreaterThan(0);
      expect(odd).toBeLessThan(0.1);
    }
    const rounds = share(({ round }) => round !== null);
    expect(rounds).toBeGreaterThan(0.03);
  });
});

describe('measuring', () => {
  it('counts a look-up once, adds up over seeds, and finds nothing without rules', () => {
    const one = measure(corpus, SHIPPED_RULES, calendars);
    expect(one.right).toBeLessThanOrEqual(one.found);
    expect(Object.values(one.byPattern).reduce((sum, { found }) => sum + found, 0)).toBe(one.right);
    const two = sumUp([one, one]);
    expect([two.planted, two.right, two.alerts]).toEqual([120, 2 * one.right, 2 * one.alerts]);
    const off = SHIPPED_RULES.map((rule) => ({ ...rule, state: 'off' as const }));
    expect(measure(corpus, off, calendars)).toMatchObject({ found: 0, right: 0, alerts: 0 });
  });

  it('keeps what the thresholds were set for, on the seeds that they were set on', () => {
    const seeds = ['training-1', 'training-2', 'training-3', 'training-4'];
    const { found, right, planted } = sumUp(seeds.map((seed) => measure(corpusOf(seed), SHIPPED_RULES, calendars)));
    expect(right / found).toBeGreaterThan(0.8);
    expect(right / planted).toBeGreaterThan(0.9);
  });
});
