/** 5,000 honest look-ups of sixty days and 60 planted ones, from one seed, the same on every machine. */
import type { CivilDate, WorkingCalendar } from '@duecheck/core/time';
import { createRandom } from '../people/random.ts';
import { honestHitches } from './hitches.ts';
import { honestLooks, type Town } from './honest.ts';
import { daysUntil } from './hours.ts';
import { drawPerson } from './people.ts';
import { plantedLooks } from './plants.ts';
import { honestRounds } from './rounds.ts';
import { drawStaff, type Staff } from './staff.ts';
import type { Look, Person } from './types.ts';

export interface CorpusOptions {
  readonly seed: string;
  /** Its last day. */
  readonly until: CivilDate;
  readonly calendars: readonly WorkingCalendar[];
}

export interface Corpus {
  readonly staff: Staff;
  readonly listed: readonly Person[];
  /** By time. Honest break-glass and outages come on top of the 5,000. */
  readonly looks: readonly Look[];
  readonly days: readonly CivilDate[];
}

const HONEST = 5000;
const DAYS = 60;
const LISTED = 20;

export function makeCorpus({ seed, until, calendars }: CorpusOptions): Corpus {
  const random = createRandom(`review/${seed}`);
  let cases = 0;
  const town: Town = {
    random,
    staff: drawStaff(random),
    days: daysUntil(until, DAYS),
    calendars,
    listed: Array.from({ length: LISTED }, () => drawPerson(random)),
    newCase: () => `SC-${String(++cases).padStart(5, '0')}`,
  };
  const rounds = honestRounds(town);
  const honest = [...rounds, ...honestLooks(town, HONEST - rounds.length)];
  const looks = [...honest, ...honestHitches(town), ...plantedLooks(town, honest)];
  return { staff: town.staff, listed: town.listed, days: town.days, looks: looks.sort((a, b) => a.at - b.at) };
}
