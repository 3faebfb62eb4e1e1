/**
 * The sample systems: clerks' back offices that know nothing of us, each on an origin of its own behind an enforcement
 * point of its own. One more is one more entry here, and two ports.
 */
import type { Binding } from '@duecheck/core/binding';
import { awardsBinding } from './awards/binding.ts';
import { startAwards } from './awards/start.ts';
import { hiringBinding } from './hiring/binding.ts';
import { startHiring } from './hiring/start.ts';
import { householdBinding } from './household/binding.ts';
import { startHousehold } from './household/start.ts';
import type { OrganisationId } from './organisations.ts';
import type { People } from './people/index.ts';
import { permitsBinding } from './permits/binding.ts';
import { startPermits } from './permits/start.ts';
import type { Running } from './running.ts';
import { titlesBinding } from './titles/binding.ts';
import { startTitles } from './titles/start.ts';

export interface SystemPlace {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** Who is in it at the first start. */
  readonly people: People;
}

export interface SampleSystem {
  readonly title: string;
  /** Whose system it is, and whose enforcement point stands before it. */
  readonly organisation: OrganisationId;
  /** @param origin where browsers see it: its proxy. */
  readonly binding: (origin: string) => Binding;
  readonly start: (place: SystemPlace) => Promise<Running>;
}

export const SYSTEMS = {
  hiring: {
    title: 'hiring (Vue, Element Plus)',
    organisation: 'qz-rsj',
    binding: hiringBinding,
    start: ({ people, ...place }) => startHiring({ ...place, candidates: people.candidates }),
  },
  titles: {
    title: 'title review (React, Ant Design)',
    organisation: 'qz-rsj',
    binding: titlesBinding,
    start: ({ people, ...place }) => startTitles({ ...place, applicants: people.titleApplicants }),
  },
  permits: {
    title: 'permits (made on the server, jQuery)',
    organisation: 'qz-xzfw',
    binding: permitsBinding,
    start: ({ people, ...place }) => startPermits({ ...place, applications: people.permitApplications }),
  },
  household: {
    title: 'household registration (JSP style, jQuery, frames)',
    organisation: 'qz-gaj',
    binding: householdBinding,
    start: ({ people, ...place }) => startHousehold({ ...place, applications: people.householdApplications }),
  },
  awards: {
    title: 'awards (Layui)',
    organisation: 'qz-xcb',
    binding: awardsBinding,
    start: ({ people, ...place }) => startAwards({ ...place, nominees: people.awardNominees }),
  },
} as const satisfies Record<string, SampleSystem>;

export type SystemId = keyof typeof SYSTEMS;
export const SYSTEM_IDS = Object.keys(SYSTEMS) as SystemId[];

export const systemHostname = (id: SystemId): string => `${id}.localhost`;
