/** Forty clerks of five offices, and the colleagues around them, who are on the same roster. */
import type { Random } from '../people/random.ts';
import { longTail } from './draws.ts';
import { drawPerson } from './people.ts';
import type { Clerk, Office, Person } from './types.ts';

const OFFICES: readonly (Office & { readonly clerks: number; readonly others: number })[] = [
  {
    organisation: 'qz-rsj',
    steps: ['personnel-exam', 'civil-service-hiring'],
    round: { step: 'title-review', title: '职称评定' },
    nights: 'closed',
    clerks: 9,
    others: 46,
  },
  {
    organisation: 'qz-xzfw',
    steps: ['administrative-licence', 'enterprise-responsible-person', 'special-industry-entry'],
    round: null,
    nights: 'closed',
    clerks: 13,
    others: 70,
  },
  {
    organisation: 'qz-gaj',
    steps: ['household-settlement', 'special-industry-entry'],
    round: null,
    nights: 'manned',
    clerks: 9,
    others: 120,
  },
  {
    organisation: 'qz-xcb',
    steps: ['commendation-award'],
    round: { step: 'commendation-award', title: '道德模范评选' },
    nights: 'closed',
    clerks: 3,
    others: 25,
  },
  {
    organisation: 'qz-kcq-rsj',
    steps: ['public-institution-recruitment', 'civil-service-exam-registration'],
    round: { step: 'public-institution-recruitment', title: '事业单位招聘' },
    nights: 'closed',
    clerks: 6,
    others: 30,
  },
];

export interface Staff {
  readonly clerks: readonly Clerk[];
  /** Everybody of an office, its clerks included. */
  readonly roster: readonly {
    readonly organisation: Office['organisation'];
    readonly person: Person;
    readonly sub: string | null;
  }[];
}

export function drawStaff(random: Random): Staff {
  const clerks: Clerk[] = [];
  const roster: Staff['roster'][number][] = [];
  for (const office of OFFICES) {
    for (let n = 1; n <= office.clerks; n++) {
      const clerk: Clerk = {
        sub: `${office.organisation}-${String(n).padStart(2, '0')}`,
        office,
        person: drawPerson(random),
        pace: longTail(random, 1, 0.6),
        overtime: random.next() * 0.08,
      };
      clerks.push(clerk);
      roster.push({ organisation: office.organisation, person: clerk.person, sub: clerk.sub });
    }
    for (let n = 0; n < office.others; n++)
      roster.push({ organisation: office.organisation, person: drawPerson(random), sub: null });
  }
  return { clerks, roster };
}
