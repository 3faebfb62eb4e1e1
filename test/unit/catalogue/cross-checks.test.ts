import { describe, expect, it } from 'vitest';
import { type Catalogue, checkCatalogue, PROBLEM_CODES, type ProblemCode } from '../../../core/catalogue/index.ts';
import { found, ourCatalogue, rowOf } from './our-catalogue.ts';

interface Spoilt {
  readonly fault: string;
  readonly code: ProblemCode;
  readonly row: string;
  readonly spoil: (catalogue: Catalogue) => void;
}

const restriction = (catalogue: Catalogue, row: string, measure: string) =>
  found(rowOf(catalogue, row).restrictions, (entry) => entry.measure === measure);
const ground = (catalogue: Catalogue, row: string, measure: string, basis: string) =>
  found(restriction(catalogue, row, measure).grounds, (entry) => entry.basis === basis);
const basis = (catalogue: Catalogue, id: string) => found(catalogue.bases, (entry) => entry.id === id);
const measure = (catalogue: Catalogue, id: string) => found(catalogue.measures, (entry) => entry.id === id);
const item = (catalogue: Catalogue, code: string) => found(catalogue.serviceItems, (entry) => entry.code === code);

const HIRING = 'civil-service-hiring';
const LICENCE = 'administrative-licence';
const AWARD = 'commendation-award';

const SPOILT: readonly Spoilt[] = [
  {
    fault: 'a row that stands there twice',
    code: 'duplicate-id',
    row: HIRING,
    spoil: (c) => c.decisionPoints.push(structuredClone(rowOf(c, HIRING))),
  },
  {
    fault: 'a basis that stands there twice',
    code: 'duplicate-id',
    row: 'CSL-26',
    spoil: (c) => c.bases.push(structuredClone(basis(c, 'CSL-26'))),
  },
  {
    fault: 'a service item code used twice by one organisation',
    code: 'duplicate-id',
    row: 'qz-rsj GWY-2026-001',
    spoil: (c) => c.serviceItems.push(structuredClone(item(c, 'GWY-2026-001'))),
  },
  {
    fault: 'one measure in two entries of a row',
    code: 'duplicate-id',
    row: HIRING,
    spoil: (c) => rowOf(c, HIRING).restrictions.push(structuredClone(restriction(c, HIRING, 'cancel-hiring'))),
  },
  {
    fault: 'a ground on an unknown basis',
    code: 'unknown-reference',
    row: HIRING,
    spoil: (c) => {
      ground(c, HIRING, 'bar-civil-service', 'CONSCR-57').basis = 'CONSCR-99';
    },
  },
  {
    fault: 'an unknown category',
    code: 'unknown-reference',
    row: AWARD,
    spoil: (c) => rowOf(c, AWARD).shown.push('parking-tickets'),
  },
  {
    fault: 'an unknown measure',
    code: 'unknown-reference',
    row: AWARD,
    spoil: (c) => {
      restriction(c, AWARD, 'revoke-honour').measure = 'revoke-everything';
    },
  },
  {
    fault: 'an unknown department',
    code: 'unknown-reference',
    row: AWARD,
    spoil: (c) => rowOf(c, AWARD).leadDepartments.push('nobody'),
  },
  {
    fault: 'an unknown behaviour in a ground',
    code: 'unknown-reference',
    row: LICENCE,
    spoil: (c) => {
      found(restriction(c, LICENCE, 'refuse-licence-statutory').grounds, (g) => g.behaviours !== undefined).behaviours =
        ['jaywalking'];
    },
  },
  {
    fault: 'an unknown profile in a ground',
    code: 'unknown-reference',
    row: LICENCE,
    spoil: (c) => {
      ground(c, LICENCE, 'refuse-licence-statutory', 'FOOD-135').profile = 'circus';
    },
  },
  {
    fault: 'an unknown stage of the case',
    code: 'unknown-reference',
    row: AWARD,
    spoil: (c) => {
      ground(c, AWARD, 'revoke-honour', 'ZJ-26').stage = 'next-year';
    },
  },
  {
    fault: 'a rule whose own procedure is no decision point',
    code: 'unknown-reference',
    row: 'EXAM-31',
    spoil: (c) => {
      basis(c, 'EXAM-31').ownProcedure = ['driving-test'];
    },
  },
  {
    fault: 'a service item in an unknown domain',
    code: 'unknown-reference',
    row: 'XK-FOOD-BUSINESS',
    spoil: (c) => item(c, 'XK-FOOD-BUSINESS').domains.push('astrology'),
  },
  {
    fault: 'an incentive among restrictions',
    code: 'wrong-kind-of-measure',
    row: HIRING,
    spoil: (c) => {
      restriction(c, HIRING, 'cancel-hiring').measure = 'green-channel';
    },
  },
  {
    fault: 'a measure on offer that is never offered',
    code: 'wrong-kind-of-measure',
    row: 'household-settlement',
    spoil: (c) => {
      restriction(c, 'household-settlement', 'settlement-limit').availability = 'available';
    },
  },
  {
    fault: 'a restriction that no level of basis may ground',
    code: 'measure-without-levels',
    row: 'bar-civil-service',
    spoil: (c) => {
      measure(c, 'bar-civil-service').groundedBy = [];
    },
  },
  {
    fault: 'a measure off without a reason',
    code: 'off-without-reason',
    row: 'public-exposure',
    spoil: (c) => {
      delete measure(c, 'public-exposure').offReason;
    },
  },
  {
    fault: 'a restriction off without a reason',
    code: 'off-without-reason',
    row: 'household-settlement',
    spoil: (c) => {
      delete restriction(c, 'household-settlement', 'settlement-limit').offReason;
    },
  },
  {
    fault: 'a template that does not say why it is closed',
    code: 'status-without-reason',
    row: 'routine-administration',
    spoil: (c) => {
      delete rowOf(c, 'routine-administration').statusReason;
    },
  },
  {
    fault: 'a restriction on offer in a row that is for reference',
    code: 'measure-in-closed-row',
    row: AWARD,
    spoil: (c) => {
      Object.assign(rowOf(c, AWARD), { status: 'reference-only', statusReason: { zh: '试', en: 'a trial' } });
    },
  },
  {
    fault: 'a restriction whose only basis was never read',
    code: 'no-grounding-basis',
    row: LICENCE,
    spoil: (c) => {
      basis(c, 'ZJ-23').verification = 'unread';
    },
  },
  {
    fault: 'a restriction without any ground',
    code: 'no-grounding-basis',
    row: HIRING,
    spoil: (c) => {
      restriction(c, HIRING, 'cancel-hiring').grounds = [];
    },
  },
  {
    fault: 'a municipal rule among the grounds',
    code: 'basis-cannot-ground',
    row: HIRING,
    spoil: (c) =>
      restriction(c, HIRING, 'cancel-hiring').grounds.push({ basis: 'SEED-PERS', categories: ['exam-integrity'] }),
  },
  {
    fault: 'a departmental rule in a procedure that is not its own',
    code: 'basis-cannot-ground',
    row: HIRING,
    spoil: (c) => {
      basis(c, 'CS-RECRUIT-5').ownProcedure = ['civil-service-exam-registration'];
    },
  },
  {
    fault: 'a provincial regulation under a measure that needs a law',
    code: 'basis-cannot-ground',
    row: 'government-tendering',
    spoil: (c) => {
      const entry = restriction(c, 'government-tendering', 'limit-procurement');
      entry.alsoCites = [];
      entry.grounds.push({ basis: 'ZJ-26', categories: ['serious-dishonesty-listing'] });
    },
  },
  {
    fault: 'a basis cited beside itself',
    code: 'cited-and-grounding',
    row: HIRING,
    spoil: (c) => {
      restriction(c, HIRING, 'cancel-hiring').alsoCites = ['CSL-109'];
    },
  },
  {
    fault: 'a ground that asks nothing of the record',
    code: 'ground-without-condition',
    row: HIRING,
    spoil: (c) => {
      ground(c, HIRING, 'bar-civil-service', 'CONSCR-57').categories = [];
    },
  },
  {
    fault: 'a ground on a category that the clerk may not see',
    code: 'ground-category-not-shown',
    row: HIRING,
    spoil: (c) => {
      rowOf(c, HIRING).shown = rowOf(c, HIRING).shown.filter((category) => category !== 'conscription-evasion');
    },
  },
  {
    fault: 'a ground whose behaviour belongs to another category',
    code: 'ground-cannot-fire',
    row: AWARD,
    spoil: (c) => {
      ground(c, AWARD, 'limit-commendation', 'WAGE-48').behaviours = ['tender-ban'];
    },
  },
  {
    fault: 'a ground that asks for a field which such records lack',
    code: 'ground-cannot-fire',
    row: AWARD,
    spoil: (c) => {
      ground(c, AWARD, 'limit-commendation', 'ZJ-26').custodialOnly = true;
    },
  },
  {
    fault: 'a ground on subjects that the row does not cover',
    code: 'ground-cannot-fire',
    row: AWARD,
    spoil: (c) => {
      ground(c, AWARD, 'limit-commendation', 'EIP-18').subjectTypes = ['government-body'];
    },
  },
  {
    fault: 'an incentive on records that the row does not show',
    code: 'incentive-cannot-apply',
    row: 'fund-support',
    spoil: (c) => {
      rowOf(c, 'fund-support').shown = ['serious-dishonesty-listing'];
    },
  },
  {
    fault: 'a restriction without a period to be heard',
    code: 'no-hearing',
    row: HIRING,
    spoil: (c) => {
      delete rowOf(c, HIRING).hearing;
    },
  },
  {
    fault: 'a period said to be law without a basis',
    code: 'no-hearing',
    row: HIRING,
    spoil: (c) => {
      rowOf(c, HIRING).hearing = { days: 3, kind: 'working', ours: false };
    },
  },
  {
    fault: 'a category both shown and only tested',
    code: 'shown-and-tested',
    row: LICENCE,
    spoil: (c) => rowOf(c, LICENCE).shown.push('tax-dishonesty'),
  },
  {
    fault: 'a tested category outside the clean run',
    code: 'clean-run',
    row: LICENCE,
    spoil: (c) => rowOf(c, LICENCE).tested.push('exam-integrity'),
  },
  {
    fault: 'a clean run over positive records',
    code: 'clean-run',
    row: LICENCE,
    spoil: (c) => rowOf(c, LICENCE).cleanRun?.categories.push('positive-record'),
  },
  {
    fault: 'a duty that only a municipal rule lays down',
    code: 'duty-without-basis',
    row: AWARD,
    spoil: (c) => {
      rowOf(c, AWARD).queryBases = ['SEED-PERS'];
    },
  },
  {
    fault: 'deferrable documents without an end',
    code: 'service-item',
    row: 'XK-FOOD-BUSINESS',
    spoil: (c) => {
      delete item(c, 'XK-FOOD-BUSINESS').deferralWorkingDays;
    },
  },
  {
    fault: 'a severity class turned round',
    code: 'severity',
    row: 'general',
    spoil: (c) => {
      found(c.severities, (entry) => entry.id === 'general').publishMonths = { min: 12, max: 3 };
    },
  },
  {
    fault: 'an adverse behaviour among positive records',
    code: 'behaviour',
    row: 'tender-ban',
    spoil: (c) => {
      found(c.behaviours, (entry) => entry.id === 'tender-ban').category = 'positive-record';
    },
  },
  {
    fault: 'a register of the system shown to clerks',
    code: 'record-type',
    row: 'repair',
    spoil: (c) => {
      for (const field of found(c.recordTypes, (entry) => entry.id === 'repair').fields) field.show = 'clerk';
    },
  },
  {
    fault: 'a first day that does not exist',
    code: 'date',
    row: 'catalogue',
    spoil: (c) => {
      c.validFrom = '2026-02-30';
    },
  },
  {
    fault: 'a holiday on a weekend',
    code: 'date',
    row: '2026',
    spoil: (c) => found(c.calendars, (entry) => entry.year === 2026).holidays.push('2026-11-22'),
  },
  {
    fault: 'a day of another year',
    code: 'date',
    row: '2026',
    spoil: (c) => found(c.calendars, (entry) => entry.year === 2026).workdays.push('2027-01-02'),
  },
];

describe('checkCatalogue', () => {
  it('finds nothing wrong with our lists', () => {
    expect(checkCatalogue(ourCatalogue())).toEqual([]);
  });

  it.each(SPOILT)('names $row for $fault', ({ code, row, spoil }) => {
    const catalogue = ourCatalogue();
    spoil(catalogue);
    expect(checkCatalogue(catalogue)).toContainEqual(expect.objectContaining({ code, row }));
  });

  it('is shown to fail with every code it has', () => {
    const shown = new Set(SPOILT.map((spoilt) => spoilt.code));
    // `schema` comes from parseCatalogue, before the cross-checks.
    expect(PROBLEM_CODES.filter((code) => !shown.has(code))).toEqual(['schema']);
  });
});
