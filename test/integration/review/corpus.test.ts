/** The corpus poured into a real register: the job raises what the pure rules raise over the same look-ups, and a back-test says so. */
import { loadCatalogue } from '@duecheck/catalogue';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reviewSpan, SHIPPED_RULES } from '../../../core/review/index.ts';
import { legalDateOf, type WorkingCalendar } from '../../../core/time/index.ts';
import { actsByClerk } from '../../../demo/review/as-acts.ts';
import { makeCorpus } from '../../../demo/review/corpus.ts';
import { daysUntil } from '../../../demo/review/hours.ts';
import { partOf } from '../../../demo/review/part.ts';
import { pourCorpus } from '../../../demo/review/pour.ts';
import { type City, ISSUER, openCity } from '../gateway/city.ts';
import { weeksIn } from './acts.ts';

const DAY_MS = 86_400_000;
/** So long ago that nothing waits any more. */
const until = legalDateOf(new Date(Date.now() - 30 * DAY_MS).toISOString());
const calendars = loadCatalogue().value.calendars as readonly WorkingCalendar[];
const corpus = partOf(makeCorpus({ seed: 'training-1', until, calendars }), 8);

let city: City;
beforeAll(async () => {
  city = await openCity();
  await pourCorpus(city.gateway.world, corpus, ISSUER);
});
afterAll(() => city.close());

const expected = () => {
  const from = corpus.days[0] as typeof until;
  return [...actsByClerk(corpus)].flatMap(([clerk, acts]) =>
    reviewSpan(SHIPPED_RULES, { from, until }, { acts, calendars, now: Date.now() }).map(
      ({ rule, day, entries, because }) =>
        JSON.stringify([clerk.sub, rule, day, entries.length, because.counted, because.past]),
    ),
  );
};

it('raises over entries what the rules raise over the corpus', async () => {
  const weeks = weeksIn(city);
  await weeks.review();
  const raised = (await weeks.alerts())
    // The last decisions and a planted act or two lie past the corpus' own days.
    .filter(({ day }) => day <= until)
    .map(({ sub, rule, day, entries, because }) =>
      JSON.stringify([sub, rule, day, entries, because.counted, because.past]),
    );
  expect(raised.length).toBeGreaterThan(20);
  expect(raised.sort()).toEqual(expected().sort());
});

it('says the same of those days in a back-test', async () => {
  const { body } = await city.call('sunhao', 'POST', '/v1/review/rules/try', {
    ...{ rules: SHIPPED_RULES, from: daysUntil(until, 60)[0], until },
  });
  const alerts = body.rules.reduce((sum: number, { alerts: n }: { alerts: number }) => sum + n, 0);
  expect(alerts).toBe(expected().length);
});

it('leaves a register whose every row verifies', async () => {
  const { register } = city.gateway.world;
  await register.sequence();
  expect(await register.verifyStored()).toMatchObject({ tree: [], entries: [] });
});
