/**
 * Half of the rows restrict nobody. The golden files say so in a few words each; here every record that the lists can describe is put
 * on one person at once, in every stage and office, and still nothing restrictive is offered.
 */
import { type AssessInput, assess, type CreditRecord, type RecordFacts } from '@duecheck/core/assess';
import type { DecisionPoint, ServiceItem, SubjectType } from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { index } from './golden-run.ts';

const { recordTypes, behaviours, categories, serviceItems, domains, circumstances = [] } = index.catalogue;
const today = parseCivilDate('2026-11-23');

const WORST: RecordFacts = {
  intentional: true,
  negligent: false,
  custodial: true,
  personallyResponsible: true,
  personalDebt: true,
  office: 'legal-representative',
  commitment: 'broken',
  termEnds: parseCivilDate('2027-01-01'),
};

const everything: readonly CreditRecord[] = recordTypes.flatMap((type) => {
  const about = behaviours.filter(({ category }) => category === type.category).map(({ id }) => id);
  return [undefined, ...about].flatMap((behaviour) =>
    domains.map(
      ({ id: domain }): CreditRecord => ({
        id: `${type.id}/${behaviour ?? ''}/${domain}`,
        type: type.id,
        category: type.category,
        ...(behaviour !== undefined && { behaviour }),
        severity: 'serious',
        organ: '某机关',
        documentNumber: '示例文号',
        item: 'N-1',
        domain,
        licence: 'food',
        decidedOn: parseCivilDate('2026-11-01'),
        publishUntil: null,
        useUntil: null,
        retainUntil: null,
        state: 'effective',
        facts: WORST,
        source: { id: 'own', asOf: '2026-11-23T01:00:00.000Z' },
        fields: {},
      }),
    ),
  );
});

/** The person in each office and stage that the lists know, in a matter that is related to everything. */
function situations(decisionPoint: DecisionPoint): readonly AssessInput[] {
  const matter: ServiceItem = {
    code: 'EXAMPLE',
    title: { zh: '样样相关的事项', en: 'A matter related to everything' },
    organisation: 'qz',
    decisionPoints: [decisionPoint.id],
    domains: domains.map(({ id }) => id),
    licence: 'food',
    greenChannel: true,
    commitment: true,
    documents: [],
  };
  const matters = [null, matter, ...serviceItems.filter((item) => item.decisionPoints.includes(decisionPoint.id))];
  return decisionPoint.subjectTypes.flatMap((type: SubjectType) =>
    circumstances.flatMap(({ id }) =>
      matters.map(
        (one): AssessInput => ({
          catalogue: index,
          decisionPoint,
          matter: one,
          subject: { type, role: id },
          stage: id,
          authorised: categories.map((category) => category.id),
          records: everything,
          completeness: 'complete',
          today,
        }),
      ),
    ),
  );
}

const rows = [...index.decisionPoints.values()];
const restricts = (row: DecisionPoint): boolean =>
  row.status === 'active' &&
  row.restrictions.some(
    ({ availability, grounds }) => availability !== 'off' && grounds.some((one) => !one.inThisCase),
  );

const named = (list: readonly DecisionPoint[]) => list.map((row) => [row.id, row] as const);

describe('a person with every record there is', () => {
  it.each(named(rows.filter((row) => !restricts(row))))('is never restricted at %s', (_id, row) => {
    for (const input of situations(row)) expect(assess(input).restrictions).toEqual([]);
  });

  it.each(named(rows.filter(restricts)))('is restricted at %s, so the trial is a real one', (_id, row) => {
    expect(situations(row).some((input) => assess(input).restrictions.length > 0)).toBe(true);
  });

  it.each(named(rows))('is offered no measure that is off, at %s', (_id, row) => {
    const offered = situations(row).flatMap((input) => {
      const { restrictions, incentives, others } = assess(input);
      return [...restrictions, ...incentives, ...others].map(({ measure }) => measure);
    });
    expect([...new Set(offered)].filter((measure) => index.measures.get(measure)?.kind === 'off')).toEqual([]);
  });
});
