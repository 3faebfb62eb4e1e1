import { loadCatalogue } from '@duecheck/catalogue';
import { type Catalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';
import type { Candidate } from '../hiring/candidates.ts';
import { hiringCandidates } from './hiring-candidates.ts';
import { type DayFigure, dayFigures } from './personas.ts';
import { platformRecords } from './platform-records.ts';
import { createRandom } from './random.ts';
import { createRecordMaker, type RecordPlan } from './records.ts';
import { type SampleSystems, sampleSystems } from './sample-systems.ts';
import { spreadRecords } from './spread.ts';
import { makeSubjects } from './subjects.ts';
import { TOUR } from './tour.ts';
import { PLATFORM_IDS, type PlatformRecord, type RegistryEntry, type SeedRecord } from './types.ts';

export type { TourPerson } from './tour.ts';
export { TOUR } from './tour.ts';
export type { PlatformId, PlatformRecord, RegistryEntry, SeedRecord } from './types.ts';
export { PLATFORM_IDS } from './types.ts';

export interface PeopleOptions {
  /** One seed and day, one set of people, on every machine. */
  readonly seed: string;
  /** Civil date, `YYYY-MM-DD`: every record stands where it does relative to it. */
  readonly today: string;
  /** People and bodies in all; 2,000 for the demonstration. At least 100. */
  readonly count: number;
}

export interface People extends SampleSystems {
  readonly registry: readonly RegistryEntry[];
  /** Of the own store. */
  readonly records: readonly SeedRecord[];
  /** Of the platforms of city and province: some of the own ones, and some of which the own store knows nothing. */
  readonly platformRecords: readonly PlatformRecord[];
  /** Rows of the hiring system, of the same people. */
  readonly candidates: readonly Candidate[];
  /** Who plays which part in the personas' days. */
  readonly days: readonly DayFigure[];
}

/**
 * The demonstration's people and bodies with their records: none of them exists, and no number can belong to anybody.
 *
 * @throws TimeError `date-invalid`; RangeError below 100; Error where the lists do not hold together.
 * @example const { registry, records } = generatePeople({ seed: 'first-light', today: '2026-11-23', count: 2000 })
 */
export function generatePeople({ seed, today: day, count }: PeopleOptions): People {
  if (count < MIN_COUNT) throw new RangeError(`a city has ${MIN_COUNT} people at least, or some record suits nobody`);
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
  const planned = (subject: RegistryEntry, plans: readonly RecordPlan[]) =>
    plans.map((plan) => ({ record: make(subject, plan), at: plan.at ?? (['own'] as const) }));
  const ofNamed = [
    ...tour.flatMap(({ registered, records }) => (registered ? planned(registered, records) : [])),
    ...days.flatMap(({ subject, records }) => planned(subject, records)),
  ];
  const ofCrowd = spreadRecords(catalogue, crowd, random, make);
  // Draws of its own, so that what platforms hold changes nothing of what the own store holds.
  const draws = createRandom(`${seed}/platforms`);
  return {
    registry: [...named, ...crowd],
    records: [...ofNamed.flatMap(({ record, at }) => (at.includes('own') ? [record] : [])), ...ofCrowd],
    platformRecords: [
      ...ofNamed.map(({ record, at }) => ({ record, at: PLATFORM_IDS.filter((id) => at.includes(id)) })),
      ...platformRecords(crowd, ofCrowd, draws, createRecordMaker(catalogue, today, draws, 50_000)),
    ].filter(({ at }) => at.length > 0),
    candidates: hiringCandidates(random, today, crowd, 42),
    ...sampleSystems({ seed, today, days, crowd, records: ofCrowd }),
    days,
  };
}

const MIN_COUNT = 100;

function listsInForce(): Catalogue {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (parsed.ok) return parsed.catalogue;
  throw new Error(`the lists do not hold together: ${parsed.problems.map((problem) => problem.code).join(', ')}`);
}
