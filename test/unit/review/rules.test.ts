/** What each sign sees, and when a rule fires. */
import { describe, expect, it } from 'vitest';
import {
  type Act,
  type ReviewRule,
  ReviewRules,
  reachOf,
  reviewDay,
  reviewSpan,
  SHIPPED_RULES,
  type Sign,
  waitsOf,
} from '../../../core/review/index.ts';
import { parseCivilDate } from '../../../core/time/index.ts';
import { act, CALENDARS, instant, rule } from './acts.ts';

const DAY = '2026-05-07';
const LATER = instant('2026-07-01');
const on = (day: string, acts: readonly Act[], rules: readonly ReviewRule[], now = LATER) =>
  reviewDay([...rules], parseCivilDate(day), { acts, calendars: CALENDARS, now });
const sees = (sign: Sign, one: Act, { before = [], now = LATER }: { before?: readonly Act[]; now?: number } = {}) =>
  on(one.day, [...before, one], [rule({ all: [sign] })], now).some(({ entries }) => entries.includes(one.entry));

describe('a sign', () => {
  it('sees a case that the host’s list lacks, once its time is over, and nothing where no list is told', () => {
    const sign: Sign = { sign: 'no-case', afterDays: 3 };
    const missing = act(DAY, { hostCase: 'missing' });
    expect(sees(sign, missing)).toBe(true);
    expect(sees(sign, missing, { now: instant('2026-05-10', '09:59') })).toBe(false);
    expect(sees(sign, missing, { now: instant('2026-05-10', '10:00') })).toBe(true);
    for (const hostCase of ['there', 'untold'] as const) expect(sees(sign, act(DAY, { hostCase }))).toBe(false);
  });

  it('sees what nobody decided within the days, decided late included, and not what was decided before', () => {
    const sign: Sign = { sign: 'undecided', afterDays: 10 };
    const decided = (day: string) => act(DAY, { decidedAt: instant(day) });
    expect(sees(sign, act(DAY, { decidedAt: null }))).toBe(true);
    expect(sees(sign, act(DAY, { decidedAt: null }), { now: instant('2026-05-16') })).toBe(false);
    expect(sees(sign, decided('2026-05-18'))).toBe(true);
    expect(sees(sign, decided('2026-05-17'))).toBe(false);
    expect(sees(sign, decided('2026-04-01'))).toBe(false);
  });

  it('sees hours before, after and on days off, by the calendar, and never what the gateway does by itself', () => {
    const sign: Sign = { sign: 'off-hours', from: '07:30', until: '19:00', daysOff: 'count' };
    for (const [day, time, off] of [
      [DAY, '07:29', true],
      [DAY, '07:30', false],
      [DAY, '18:59', false],
      [DAY, '19:00', true],
      [DAY, '02:13', true],
      ['2026-05-05', '10:00', true],
      ['2026-05-10', '10:00', true],
      ['2026-05-09', '10:00', false],
      // Nobody announced that year: weekends go by rule, holidays are not known.
      ['2027-05-01', '10:00', true],
      ['2027-05-03', '10:00', false],
    ] as const)
      expect(sees(sign, act(day, { time }), { now: instant('2028-01-01') }), `${day} ${time}`).toBe(off);
    expect(sees({ ...sign, daysOff: 'ignore' }, act('2026-05-10'))).toBe(false);
    expect(sees(sign, act(DAY, { time: '02:13', made: 'by-gateway' }))).toBe(false);
  });

  it('sees colleague, surname, list, round and being alone as the columns say', () => {
    for (const [sign, fact] of [
      ['colleague', { colleague: true }],
      ['same-surname', { sameSurname: true }],
      ['listed', { listed: true }],
      ['in-round', { round: 'spring' }],
      ['alone', { alone: true }],
    ] as const) {
      expect(sees({ sign }, act(DAY, fact)), sign).toBe(true);
      expect(sees({ sign }, act(DAY)), sign).toBe(false);
    }
    expect(sees({ sign: 'outside-round' }, act(DAY))).toBe(true);
    expect(sees({ sign: 'outside-round' }, act(DAY, { round: 'spring' }))).toBe(false);
  });

  it('sees the same person again under another case, not the same case again', () => {
    const sign: Sign = { sign: 'again', withinDays: 5 };
    const again = act(DAY, { subject: 'p', case: 'second' });
    const earlier = (day: string, at: string) => ({ before: [act(day, { subject: 'p', case: at })] });
    expect(sees(sign, again, earlier('2026-05-06', 'first'))).toBe(true);
    expect(sees(sign, again, earlier('2026-05-06', 'second'))).toBe(false);
    expect(sees(sign, again, earlier('2026-05-01', 'first'))).toBe(false);
    expect(sees(sign, act(DAY, { subject: null }), { before: [act('2026-05-06', { subject: null })] })).toBe(false);
  });
});

describe('a rule', () => {
  it('counts acts of its kinds that have all signs, and rests on those with one of the others', () => {
    const acts = [
      act(DAY, { listed: true, colleague: true }),
      act(DAY, { listed: true }),
      act(DAY, { colleague: true }),
      act(DAY, { listed: true, colleague: true, kind: 'break-glass' }),
    ];
    const [raised, ...more] = on(DAY, acts, [
      rule({ per: 'day', all: [{ sign: 'listed' }], either: [{ sign: 'colleague' }, { sign: 'in-round' }] }),
    ]);
    expect(more).toEqual([]);
    expect(raised).toMatchObject({ about: 'day', entries: [acts[0]?.entry], because: { acts: 1, counted: 2 } });
    expect(raised?.because.signs).toEqual([
      { sign: 'listed', acts: 1 },
      { sign: 'colleague', acts: 1 },
    ]);
  });

  it('raises nothing while it is off', () => {
    expect(on(DAY, [act(DAY, { listed: true })], [rule({ state: 'off', all: [{ sign: 'listed' }] })])).toEqual([]);
  });

  it('wants so many, and so much of what is counted', () => {
    const acts = [1, 2, 3, 4].map((n) => act(DAY, { round: 'r', hostCase: n > 2 ? 'missing' : 'there' }));
    const over = (more: Partial<ReviewRule>) =>
      on(DAY, acts, [rule({ per: 'round', either: [{ sign: 'no-case', afterDays: 0 }], ...more })]).length;
    expect([over({ atLeast: 2 }), over({ atLeast: 3 })]).toEqual([1, 0]);
    expect([over({ share: 0.5 }), over({ share: 0.51 })]).toEqual([1, 0]);
  });

  it('tells rounds, persons and neighbours apart; of neighbours it counts persons', () => {
    const walk = ['a', 'a', 'b', 'c'].map((subject) => act(DAY, { subject, neighbourhood: 'n', round: subject }));
    const sizes = (per: ReviewRule['per'], atLeast: number) =>
      on(DAY, walk, [rule({ per, atLeast })]).map(({ because }) => because.acts);
    // Looked up twice, as for a download, one is still one of the round.
    expect(sizes('round', 1)).toEqual([1, 1, 1]);
    expect(sizes('subject', 2)).toEqual([2]);
    expect(sizes('neighbours', 3)).toEqual([3]);
    expect(sizes('neighbours', 4)).toEqual([]);
    expect(on(DAY, [act(DAY)], [rule({ per: 'round' })])).toEqual([]);
  });

  it('reaches over days, wants different ones where it says so, and is said on a day that has one of them', () => {
    const acts = ['2026-05-06', '2026-05-06', DAY].map((day) => act(day, { listed: true }));
    const over = (day: string, more: Partial<ReviewRule>) =>
      on(day, acts, [rule({ per: 'day', days: 3, all: [{ sign: 'listed' }], ...more })]).map(
        ({ entries }) => entries.length,
      );
    expect(over(DAY, { atLeast: 3 })).toEqual([3]);
    expect(over(DAY, { onDays: 3 })).toEqual([]);
    expect(over('2026-05-08', {})).toEqual([]);
    expect(over(DAY, { days: 1, atLeast: 2 })).toEqual([]);
  });

  it('compares with the clerk’s own busiest stretch, and with a number only where there is no past', () => {
    const past = { days: 30, times: 2, few: 9 };
    const day = (date: string, n: number) => Array.from({ length: n }, () => act(date));
    const before = ['2026-04-20', '2026-04-21', '2026-04-22', '2026-04-23', '2026-04-24'];
    const over = (acts: readonly Act[]) =>
      on(DAY, acts, [rule({ per: 'day', past })]).map(({ because }) => because.past);
    const usual = before.flatMap((date) => day(date, 3));
    expect(over([...usual, ...day(DAY, 5)])).toEqual([]);
    expect(over([...usual, ...day(DAY, 6)])).toEqual([{ days: 5, most: 3 }]);
    // A busier clerk may do more.
    expect(over([...usual, ...day('2026-04-27', 4), ...day(DAY, 7)])).toEqual([]);
    expect(over([...day('2026-04-27', 3), ...day(DAY, 8)])).toEqual([]);
    expect(over([...day('2026-04-27', 3), ...day(DAY, 9)])).toEqual([{ days: 1, most: 3 }]);
    // What lies too far back does not count.
    expect(over([...day('2026-03-01', 50), ...usual, ...day(DAY, 6)])).toHaveLength(1);
  });
});

describe('a span of days', () => {
  it('raises each alert once, though days are asked about again when what they wait for is over', () => {
    const rules = [
      rule({ per: 'act', all: [{ sign: 'listed' }] }),
      rule({ id: 'other', all: [{ sign: 'undecided', afterDays: 5 }] }),
    ];
    const acts = [act(DAY, { listed: true, decidedAt: null })];
    const span = (now: number) =>
      reviewSpan(
        rules,
        { from: parseCivilDate('2026-05-01'), until: parseCivilDate('2026-05-31') },
        { acts, calendars: CALENDARS, now },
      );
    expect(span(instant(DAY, '23:59'))).toEqual([]);
    expect(span(instant('2026-05-08', '00:00')).map(({ rule: id }) => id)).toEqual(['tried']);
    expect(span(LATER).map(({ rule: id }) => id)).toEqual(['tried', 'other']);
  });
});

describe('the rules that ship', () => {
  it('are in their form, and look back and wait as far as they say', () => {
    expect(ReviewRules.parse(SHIPPED_RULES)).toEqual(SHIPPED_RULES);
    expect(waitsOf(SHIPPED_RULES)).toEqual([0, 3, 7, 25]);
    expect(reachOf(SHIPPED_RULES)).toBe(30);
  });

  it('fill in what is left out, and refuse what they do not know', () => {
    const bare = {
      id: 'x',
      title: { zh: '某', en: 'x' },
      state: 'on',
      of: ['look-up'],
      per: 'act',
      all: [{ sign: 'listed' }],
    };
    expect(ReviewRules.parse([bare])).toEqual([{ ...bare, days: 1, either: [], atLeast: 1 }]);
    for (const more of [{ weight: 3 }, { per: 'person' }, { all: [{ sign: 'income' }] }, { id: 'X Y' }])
      expect(ReviewRules.safeParse([{ ...bare, ...more }]).success, JSON.stringify(more)).toBe(false);
    expect(ReviewRules.safeParse([bare, bare]).success).toBe(false);
  });
});
