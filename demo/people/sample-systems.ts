/** Who stands in the lists of the sample systems: the figures of the personas' days first, so that each row is known. */
import type { CivilDate } from '@duecheck/core/time';
import type { Nominee } from '../awards/nominees.ts';
import type { Application as SettlementApplication } from '../household/applications.ts';
import type { Application } from '../permits/applications.ts';
import type { Applicant } from '../titles/applicants.ts';
import { awardNominees } from './award-nominees.ts';
import { householdApplications } from './household-applications.ts';
import { permitApplications } from './permit-applications.ts';
import type { DayFigure } from './personas.ts';
import { createRandom } from './random.ts';
import { titleApplicants } from './title-applicants.ts';
import type { RegistryEntry, SeedRecord } from './types.ts';

/** People of the crowd in a list: some pages of it. */
const SHOWN = 30;

export interface SampleSystems {
  /** Rows of the title-review system. */
  readonly titleApplicants: readonly Applicant[];
  /** Rows of the permit system. */
  readonly permitApplications: readonly Application[];
  /** Rows of the household registration system. */
  readonly householdApplications: readonly SettlementApplication[];
  /** Rows of the awards system. */
  readonly awardNominees: readonly Nominee[];
}

interface Cast {
  readonly seed: string;
  readonly today: CivilDate;
  readonly days: readonly DayFigure[];
  readonly crowd: readonly RegistryEntry[];
  readonly records: readonly SeedRecord[];
}

export function sampleSystems({ seed, today, days, crowd, records }: Cast): SampleSystems {
  const figures = (persona: DayFigure['persona'], part?: string) =>
    days.filter((one) => one.persona === persona && (part ?? one.part) === one.part).map(({ subject }) => subject);
  const onRecord = new Set(records.map(({ subject }) => subject.number));
  const residents = crowd.filter(({ kind, type }) => kind === 'resident-id' && type === 'individual');
  const clear = residents.filter(({ number }) => !onRecord.has(number)).slice(0, 2);
  const firms = crowd.filter(({ type }) => type === 'organisation' || type === 'individual-business');
  return {
    titleApplicants: titleApplicants(
      createRandom(`${seed}/titles`),
      today,
      [...figures('title-office'), ...clear],
      residents.filter((one) => !clear.includes(one)).slice(0, SHOWN),
    ),
    permitApplications: permitApplications(
      createRandom(`${seed}/permits`),
      today,
      [
        ...figures('permit-clerk'),
        ...figures('household-officer', 'green channel possible'),
        ...figures('credit-office', 'objection due tomorrow').filter(({ kind }) => kind === 'uscc'),
      ],
      firms.slice(0, SHOWN),
    ),
    householdApplications: householdApplications(
      createRandom(`${seed}/household`),
      today,
      figures('household-officer'),
      residents.slice(0, SHOWN),
    ),
    awardNominees: awardNominees(
      createRandom(`${seed}/awards`),
      today,
      // Government bodies stand for an honour of their own, at a step of their own.
      figures('awards-office').filter(({ type }) => type !== 'government-body'),
      crowd.filter((one) => residents.includes(one) || one.type === 'organisation').slice(0, SHOWN),
    ),
  };
}
