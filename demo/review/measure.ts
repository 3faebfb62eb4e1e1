/** How well rules find what was planted: of look-ups, each counted once, however many alerts rest on it. */
import { type ReviewRules, reviewSpan } from '@duecheck/core/review';
import { addDays, type WorkingCalendar } from '@duecheck/core/time';
import { actsByClerk } from './as-acts.ts';
import type { Corpus } from './corpus.ts';
import { PATTERNS, type Pattern } from './types.ts';

export interface Measured {
  readonly looks: number;
  readonly planted: number;
  /** Look-ups that an alert rests on. */
  readonly found: number;
  /** Of those, planted ones. */
  readonly right: number;
  readonly alerts: number;
  readonly byPattern: Readonly<Record<Pattern, { readonly planted: number; readonly found: number }>>;
  /** What each rule's alerts rest on. */
  readonly byRule: Readonly<Record<string, { readonly found: number; readonly right: number }>>;
}

/** Long enough after the last day for what is still undecided to be told. */
const AFTERWARDS = 61;

export function measure(corpus: Corpus, rules: ReviewRules, calendars: readonly WorkingCalendar[]): Measured {
  const from = corpus.days[0] as string as (typeof corpus.days)[number];
  const until = corpus.days.at(-1) as typeof from;
  const now = Date.parse(`${addDays(until, AFTERWARDS)}T00:00:00+08:00`);
  const found = new Set<number>();
  const byRule = new Map<string, Set<number>>(rules.map(({ id }) => [id, new Set()]));
  let alerts = 0;
  for (const acts of actsByClerk(corpus).values())
    for (const { rule, entries } of reviewSpan(rules, { from, until }, { acts, calendars, now })) {
      alerts++;
      for (const entry of entries) {
        found.add(Number(entry));
        byRule.get(rule)?.add(Number(entry));
      }
    }
  const isRight = (n: number) => corpus.looks[n]?.planted !== null;
  const planted = corpus.looks.flatMap((look, n) => (look.planted === null ? [] : [{ n, pattern: look.planted }]));
  return {
    looks: corpus.looks.length,
    planted: planted.length,
    found: found.size,
    right: [...found].filter(isRight).length,
    alerts,
    byPattern: Object.fromEntries(
      PATTERNS.map((pattern) => {
        const those = planted.filter((one) => one.pattern === pattern);
        return [pattern, { planted: those.length, found: those.filter(({ n }) => found.has(n)).length }];
      }),
    ) as Measured['byPattern'],
    byRule: Object.fromEntries(
      [...byRule].map(([rule, those]) => [rule, { found: those.size, right: [...those].filter(isRight).length }]),
    ),
  };
}

/** Several corpora as one. */
export function sumUp(all: readonly Measured[]): Measured {
  const total = (of: (one: Measured) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const names = (of: (one: Measured) => object) => [...new Set(all.flatMap((one) => Object.keys(of(one))))];
  const patterns = PATTERNS.map((pattern) => [
    pattern,
    { planted: total((one) => one.byPattern[pattern].planted), found: total((one) => one.byPattern[pattern].found) },
  ]);
  const rules = names((one) => one.byRule).map((rule) => [
    rule,
    { found: total((one) => one.byRule[rule]?.found ?? 0), right: total((one) => one.byRule[rule]?.right ?? 0) },
  ]);
  return {
    looks: total(({ looks }) => looks),
    planted: total(({ planted }) => planted),
    found: total(({ found }) => found),
    right: total(({ right }) => right),
    alerts: total(({ alerts }) => alerts),
    byPattern: Object.fromEntries(patterns),
    byRule: Object.fromEntries(rules),
  };
}
