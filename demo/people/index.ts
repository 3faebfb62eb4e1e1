import { loadCatalogue } from '@duecheck/catalogue';
import { type Catalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';
import type { Candidate } from '../hiring/candidates.ts';
import { hiringCandidates } from './hiring-candidates.ts';
import { type DayFigure, dayFigures } from './personas.ts';
import { createRandom } from './random.ts';
import { createRecordMaker } from './records.ts';
import { spreadRecords } from './spread.ts';
import { makeSubjects } from './subjects.ts';
import { TOUR } from './tour.ts';
import type { RegistryEntry, SeedRecord } from './types.ts';

export type { TourPerson } from './tour.ts';
export { TOUR } from './tour.ts';
export type { RegistryEntry, SeedRecord } from './types.ts';

export interface PeopleOptions {
  /** One seed and day, one set of people, on every machine. */
  readonly seed: string;
  /** Civil date, `YYYY-MM-DD`: every record stands where it does relative to it. */
  readonly today: string;
  /** People and bodies in all; 2,000 for the demonstration. At least 100. */
  readonly count: number;
}

export interface People {
  readonly registry: readonly RegistryEntry[];
  readonly records: readonly SeedRecord[];
  /** Rows of the hiring system, of the same people. */
  readonly candidates: readonly Candidate[];
  /** Who plays which part in the personas' days. */
  readonly days: readonly DayFigure[];
}

/**
 * The demonstration's people and bodies with their records: none of them exists, and no number can belong to anybody.
 *
 * @throws TimeError `date-invalid`; Error where the lists do not hold together.
 * @example const { registry, records } = generatePeople({ seed: 'first-light', today: '2026-11-23', count: 2000 })
 */
export function generatePeople({ seed, today: day, count }: PeopleOptions): People {
  const today = parseCivilDate(day);
  const catalogue = listsInForce();
  const random = createRandom(seed);
  const days = dayFigures(today);
  const tour = Object.values(TOUR);
  const registered = tour.flatMap(({ registered }) => (registered ? [registered] : []));
  const named = [...registered, ...days.map(({ subject }) => subject)];
  const taken = new Set([...named, ...tour.map(({ shown }) => shown)].map(({ number }) => number));
  const crowd = makeSubjects(random, today, count - named.length, taken);
  const make = createRecordMaker(catalogue, today, random);
  return {
    registry: [...named, ...crowd],
    records: [
      ...tour.flatMap(({ registered, records }) => (registered ? records.map((plan) => make(registered, plan)) : [])),
      ...days.flatMap(({ subject, records }) => records.map((plan) => make(subject, plan))),
      ...spreadRecords(catalogue, crowd, random, make),
    ],
    candidates: hiringCandidates(random, today, crowd, 42),
    days,
  };
}

function listsInForce(): Catalogue {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (parsed.ok) return parsed.catalogue;
  throw new Error(`the lists do not hold together: ${parsed.problems.map((problem) => problem.code).join(', ')}`);
}
