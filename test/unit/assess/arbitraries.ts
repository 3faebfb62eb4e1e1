/** Random cases over the small catalogue: every state, dates around every limit, grounds of any mixture. */
import type { AssessInput, CreditRecord, RecordFacts } from '@duecheck/core/assess';
import { RECORD_STATES } from '@duecheck/core/assess';
import type { DecisionPoint, Ground } from '@duecheck/core/catalogue';
import { addDays, type CivilDate } from '@duecheck/core/time';
import fc from 'fast-check';
import { catalogue, input, item, record, row, today } from './fixture.ts';

/** The given keys, each there or not: absent is another thing than undefined. */
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const around = (years: number): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: -366 * years, max: 0 }).map((days) => addDays(today, days));

const lastDays = fc.oneof(
  fc.constant(null),
  fc.constantFrom(-400, -1, 0, 1, 400).map((days) => addDays(today, days)),
);

const facts: fc.Arbitrary<RecordFacts> = some<Required<Omit<RecordFacts, 'termEnds'>>>({
  intentional: fc.boolean(),
  negligent: fc.boolean(),
  custodial: fc.boolean(),
  personallyResponsible: fc.boolean(),
  personalDebt: fc.boolean(),
  office: fc.constantFrom('chair', 'legal-representative'),
  commitment: fc.constantFrom('kept' as const, 'broken' as const),
  selfCorrected: fc.boolean(),
});

const recordOf = (categories: readonly string[]): fc.Arbitrary<Omit<CreditRecord, 'id'>> =>
  fc
    .record({
      category: fc.constantFrom(...categories),
      optional: some<Required<Pick<CreditRecord, 'behaviour' | 'severity' | 'domain' | 'licence'>>>({
        behaviour: fc.constantFrom(...catalogue.behaviours.map((b) => b.id)),
        severity: fc.constantFrom('minor' as const, 'general' as const, 'serious' as const),
        domain: fc.constantFrom('food', 'fire'),
        licence: fc.constantFrom('food-licence', 'fire-licence'),
      }),
      decidedOn: fc.oneof(around(1), around(6)),
      useUntil: lastDays,
      retainUntil: lastDays,
      state: fc.constantFrom(...RECORD_STATES),
      facts,
      // The end of a sentence or ban never lies before the decision that set it.
      termDays: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: undefined }),
    })
    .map(({ optional, facts, termDays, ...rest }) => ({
      ...record({ ...rest, type: rest.category }),
      ...optional,
      facts: { ...facts, ...(termDays !== undefined && { termEnds: addDays(rest.decidedOn, termDays) }) },
    }));

/** Ids and document numbers that occur nowhere else, so that a record can be looked for in the bytes. */
const marked = (records: readonly Omit<CreditRecord, 'id'>[], prefix: string): CreditRecord[] =>
  records.map((one, i) => ({
    ...one,
    id: `${prefix}-${i}`,
    organ: `organ-of-${prefix}-${i}`,
    documentNumber: `document-of-${prefix}-${i}`,
    fields: { facts: `facts-of-${prefix}-${i}`, duty: `duty-of-${prefix}-${i}` },
  }));

export const CATEGORIES = ['penalty', 'listing', 'verdict', 'honour', 'undertaking'] as const;

export const records = (prefix: string, categories: readonly string[] = CATEGORIES, max = 6) =>
  fc.array(recordOf(categories), { maxLength: max }).map((list) => marked(list, prefix));

const ground: fc.Arbitrary<Ground> = fc
  .record({
    basis: fc.constantFrom(...catalogue.bases.map((b) => b.id)),
    categories: fc.subarray([...CATEGORIES], { minLength: 1 }),
    // Few conditions at a time, or nothing would ever be grounded.
    conditions: fc.oneof(
      fc.constant({}),
      fc.constantFrom<Partial<Ground>>(
        { behaviours: ['unsafe-food', 'fraud'] },
        { subjectTypes: ['individual'] },
        { severities: ['serious'] },
        { relatedOnly: true },
        { profile: 'food-licence' },
        { sameLicence: true },
        { within: { years: 3, from: 'decidedOn' } },
        { within: { years: 2, from: 'termEnds' } },
        { within: { years: 1, from: 'termEndsOrDecidedOn' } },
        { intentionalOnly: true },
        { exceptNegligent: true },
        { personallyResponsible: true },
        { office: 'chair' },
        { commitment: 'broken' },
        { inThisCase: true },
      ),
    ),
  })
  .map(({ conditions, ...rest }) => ({ ...rest, ...conditions }));

const when = { zh: '示例', en: 'sample' };

const restriction = fc.record({
  measure: fc.constantFrom('bar', 'review', 'expose'),
  when: fc.constant(when),
  availability: fc.constantFrom('available' as const, 'available' as const, 'off' as const),
  grounds: fc.array(ground, { minLength: 1, maxLength: 4 }),
});

const incentive = fc.record({
  measure: fc.constantFrom('green-channel', 'deferred-documents', 'support', 'commitment-based-approval'),
  when: fc.constant(when),
  availability: fc.constant('available' as const),
  bases: fc.subarray(['CITY', 'PROVINCE', 'UNREAD'], { minLength: 1 }),
  conditions: fc.subarray(['positive-record', 'clean-run', 'commitment-signed', 'as-authorised'] as const, {
    minLength: 1,
  }),
  needsServiceItem: fc.boolean(),
});

export const decisionPoints: fc.Arbitrary<DecisionPoint> = fc
  .record({
    restrictions: fc.array(restriction, { maxLength: 4 }),
    incentives: fc.array(incentive, { maxLength: 3 }),
    cleanRun: fc.option(
      fc.record({
        years: fc.integer({ min: 1, max: 4 }),
        categories: fc.subarray(['penalty', 'listing', 'verdict']),
        basis: fc.constant('LAW'),
      }),
      { nil: undefined },
    ),
  })
  .map(({ cleanRun, ...rest }) => ({ ...row, ...rest, ...(cleanRun && { cleanRun }) }));

export const inputs: fc.Arbitrary<AssessInput> = fc
  .record({
    decisionPoint: decisionPoints,
    records: records('r'),
    matter: fc.constantFrom(null, item),
    subject: fc.constantFrom<AssessInput['subject']>(
      { type: 'individual' },
      { type: 'organisation', establishedOn: addDays(today, -3000) },
      { type: 'organisation', establishedOn: addDays(today, -300) },
      { type: 'organisation' },
    ),
  })
  .map((change) => input(change));
