/** What offices told: rosters, listed persons, their own cases and decisions. Keyed as imports key them. */
import { keyedIndex } from '@duecheck/core/register';
import { legalDateOf } from '@duecheck/core/time';
import type { Trx } from '../../gateway/store/database.ts';
import { insertRows } from '../../gateway/store/insert-rows.ts';
import type { World } from '../../gateway/world.ts';
import { caseDecisions, caseName } from './case-decisions.ts';
import type { Corpus } from './corpus.ts';
import { subjectOf } from './pour-subject.ts';
import type { Look, Person } from './types.ts';

const SOURCE = 'file:export';
const HOUR_MS = 3_600_000;

export async function pourLists(trx: Trx, world: World, corpus: Corpus): Promise<void> {
  const { bytes } = world.keys.current('pepper');
  const subjectKey = (person: Person) => {
    const { kind, number } = subjectOf(person);
    return keyedIndex(bytes, 'subject', [kind, number], world.suite);
  };
  const surnameKey = ({ surname }: Person) => keyedIndex(bytes, 'surname', [surname], world.suite);
  await insertRows(
    trx,
    'review_staff',
    { organisation: 'text', subject_key: 'text', surname_key: 'text', sub: 'text' },
    corpus.staff.roster.map(({ organisation, person, sub }) => ({
      ...{ organisation, sub },
      subject_key: subjectKey(person),
      surname_key: surnameKey(person),
    })),
    'do nothing',
  );
  const listed = corpus.listed.map((person) => ({ subject_key: subjectKey(person) }));
  await insertRows(trx, 'review_listed', { subject_key: 'text' }, listed, 'do nothing');
  await pourCases(trx, world, corpus.looks);
}

const PLACE = {
  organisation: 'text',
  decision_point: 'text',
  case_key: 'bytea',
  part: 'text',
  source: 'text',
} as const;

async function pourCases(trx: Trx, world: World, looks: readonly Look[]): Promise<void> {
  const told = looks.filter(({ kind, hostCase }) => kind === 'look-up' && hostCase === 'there');
  const decisions = caseDecisions(looks);
  const first = [...new Map(told.toReversed().map((look) => [caseName(look), look])).values()];
  const place = ({ clerk, step, caseKey }: Look) => {
    const { organisation } = clerk.office;
    const case_key = world.index.case(organisation, step, caseKey);
    return { organisation, decision_point: step, case_key, part: '1', source: SOURCE };
  };
  const day = (at: number) => legalDateOf(new Date(at).toISOString());
  await insertRows(
    trx,
    'reported_case',
    {
      ...PLACE,
      ...{
        subject_key: 'bytea',
        opened_at: 'timestamptz',
        opened_on: 'date',
        reported_at: 'timestamptz',
        told_as: 'text',
      },
    },
    first.map((look) => ({
      ...place(look),
      ...{ subject_key: null, opened_at: new Date(look.at - HOUR_MS), opened_on: day(look.at - HOUR_MS) },
      ...{ reported_at: new Date(look.at), told_as: 'cases' },
    })),
    'do nothing',
  );
  await insertRows(
    trx,
    'reported_decision',
    { ...PLACE, decided_at: 'timestamptz', decided_on: 'date', reported_at: 'timestamptz' },
    first.flatMap((look) => {
      const at = decisions.get(caseName(look));
      return at === undefined
        ? []
        : [{ ...place(look), decided_at: new Date(at), decided_on: day(at), reported_at: new Date(at) }];
    }),
    'do nothing',
  );
}
