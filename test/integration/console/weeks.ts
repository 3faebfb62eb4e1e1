/** A season of made-up work behind the console, reviewed: a queue to work on. */
import { loadCatalogue } from '@duecheck/catalogue';
import { legalDateOf, type WorkingCalendar } from '../../../core/time/index.ts';
import { makeCorpus } from '../../../demo/review/corpus.ts';
import { partOf } from '../../../demo/review/part.ts';
import { pourCorpus } from '../../../demo/review/pour.ts';
import { ISSUER } from '../gateway/city.ts';
import { weeksIn } from '../review/acts.ts';
import type { Desk } from './desk.ts';

const DAY_MS = 86_400_000;
const CLERKS = 8;

/** @returns how many alerts were raised */
export async function workBefore({ city }: Desk): Promise<number> {
  // So long ago that nothing waits any more.
  const until = legalDateOf(new Date(Date.now() - 30 * DAY_MS).toISOString());
  const calendars = loadCatalogue().value.calendars as readonly WorkingCalendar[];
  await pourCorpus(city.gateway.world, partOf(makeCorpus({ seed: 'console', until, calendars }), CLERKS), ISSUER);
  const weeks = weeksIn(city);
  await weeks.review();
  // The review's own entries have their places too.
  await city.gateway.world.register.sequence();
  return (await weeks.alerts()).length;
}
