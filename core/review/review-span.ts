/** Rules over many days of one clerk, as they would have been asked day by day: for back-tests and the benchmark. */
import { addDays, type CivilDate } from '../time/index.ts';
import { type Raised, reviewDay } from './review-day.ts';
import { type ReviewRules, waitsOf } from './rules.ts';
import type { Seen } from './signs.ts';

export interface Span {
  /** Both inclusive. */
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** When a day is asked about: once it has ended, and again when what it waited for is over. Milliseconds. */
export const askedAt = (day: CivilDate, wait: number): number => Date.parse(`${addDays(day, 1 + wait)}T00:00:00+08:00`);

/** @param seen `now` ends it: what would be asked later is not asked. @returns each alert once, oldest day first */
export function reviewSpan(rules: ReviewRules, { from, until }: Span, seen: Seen): Raised[] {
  const raised = new Map<string, Raised>();
  const days = [...new Set(seen.acts.map(({ day }) => day))].filter((day) => day >= from && day <= until).sort();
  for (const day of days)
    for (const wait of waitsOf(rules)) {
      const now = askedAt(day, wait);
      if (now > seen.now) continue;
      const acts = seen.acts.filter((act) => act.day <= day);
      for (const one of reviewDay(rules, day, { ...seen, acts, now })) {
        const name = `${one.rule}/${day}/${one.about}`;
        if (!raised.has(name)) raised.set(name, one);
      }
    }
  return [...raised.values()];
}
