import { type AssessInput, assess, type CreditRecord } from '@duecheck/core/assess';
import type { Ground } from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { barring, input, item, record } from './fixture.ts';

type Situation = { record?: Partial<CreditRecord>; case?: Partial<AssessInput> };

const grounded = (condition: Partial<Ground>, situation: Situation = {}): boolean =>
  assess(
    input({
      decisionPoint: barring({ basis: 'LAW', categories: ['penalty'], ...condition }),
      records: [record(situation.record)],
      ...situation.case,
    }),
  ).restrictions.length > 0;

const on = parseCivilDate;

/** Condition, a situation that meets it, and one that does not though it is known. */
const conditions: readonly [keyof Ground, Partial<Ground>, Situation, Situation][] = [
  [
    'behaviours',
    { behaviours: ['fraud'] },
    { record: { behaviour: 'fraud' } },
    { record: { behaviour: 'unsafe-food' } },
  ],
  ['severities', { severities: ['serious'] }, { record: { severity: 'serious' } }, { record: { severity: 'general' } }],
  [
    'relatedOnly',
    { relatedOnly: true },
    { record: { domain: 'food' }, case: { matter: item } },
    { record: { domain: 'fire' }, case: { matter: item } },
  ],
  [
    'profile',
    { profile: 'food-licence' },
    { case: { matter: item } },
    { case: { matter: { ...item, profile: 'teacher' } } },
  ],
  [
    'sameLicence',
    { sameLicence: true },
    { record: { licence: 'food-licence' }, case: { matter: item } },
    { record: { licence: 'fire-licence' }, case: { matter: item } },
  ],
  [
    'within',
    { within: { years: 3, from: 'termEnds' } },
    { record: { facts: { termEnds: on('2023-11-23') } } },
    { record: { facts: { termEnds: on('2023-11-22') } } },
  ],
  [
    'intentionalOnly',
    { intentionalOnly: true },
    { record: { facts: { intentional: true } } },
    { record: { facts: { intentional: false } } },
  ],
  [
    'exceptNegligent',
    { exceptNegligent: true },
    { record: { facts: { negligent: false } } },
    { record: { facts: { negligent: true } } },
  ],
  [
    'custodialOnly',
    { custodialOnly: true },
    { record: { facts: { custodial: true } } },
    { record: { facts: { custodial: false } } },
  ],
  [
    'personallyResponsible',
    { personallyResponsible: true },
    { record: { facts: { personallyResponsible: true } } },
    { record: { facts: { personallyResponsible: false } } },
  ],
  [
    'personalDebt',
    { personalDebt: true },
    { record: { facts: { personalDebt: true } } },
    { record: { facts: { personalDebt: false } } },
  ],
  [
    'office',
    { office: 'legal-representative' },
    { record: { facts: { office: 'legal-representative' } } },
    { record: { facts: { office: 'shareholder' } } },
  ],
  [
    'commitment',
    { commitment: 'broken' },
    { record: { facts: { commitment: 'broken' } } },
    { record: { facts: { commitment: 'kept' } } },
  ],
  ['stage', { stage: 'honour-held' }, { case: { stage: 'honour-held' } }, { case: { stage: 'nominated' } }],
  [
    'subjectRole',
    { subjectRole: 'public-unit-manager' },
    { case: { subject: { type: 'individual', role: 'public-unit-manager' } } },
    { case: { subject: { type: 'individual', role: 'staff' } } },
  ],
];

describe.each(conditions)('the condition %s', (_name, condition, met, unmet) => {
  it('holds where it is known to be met', () => {
    expect(grounded(condition, met)).toBe(true);
  });

  it('does not hold where it is known not to be', () => {
    expect(grounded(condition, unmet)).toBe(false);
  });

  it('does not hold where nothing is known', () => {
    expect(grounded(condition)).toBe(false);
  });
});

describe('a ground', () => {
  it('without conditions holds for every record of its categories', () => {
    expect(grounded({})).toBe(true);
    expect(grounded({ categories: ['listing'] })).toBe(false);
  });

  it('asks for the kind of subject', () => {
    expect(grounded({ subjectTypes: ['individual'] })).toBe(true);
    expect(grounded({ subjectTypes: ['organisation'] })).toBe(false);
  });

  it('needs all of its conditions', () => {
    const both = { intentionalOnly: true, behaviours: ['fraud'] } as const;
    expect(grounded({ ...both, behaviours: ['fraud'] }, { record: { behaviour: 'fraud' } })).toBe(false);
    expect(
      grounded({ ...both, behaviours: ['fraud'] }, { record: { behaviour: 'fraud', facts: { intentional: true } } }),
    ).toBe(true);
  });

  it('on the material of the case itself is met by no record', () => {
    expect(grounded({ inThisCase: true })).toBe(false);
    expect(grounded({ inThisCase: true, categories: [] })).toBe(false);
  });

  it('takes the occupation of the matter for a profile', () => {
    const { profile: _, ...without } = item;
    expect(grounded({ profile: 'teacher' }, { case: { matter: { ...without, occupation: 'teacher' } } })).toBe(true);
  });

  it('is not related where the case names no matter', () => {
    expect(grounded({ relatedOnly: true }, { record: { domain: 'food' } })).toBe(false);
  });

  it('is not about the same licence where neither side names one', () => {
    const { licence: _, ...without } = item;
    expect(grounded({ sameLicence: true }, { case: { matter: without } })).toBe(false);
  });

  it('counts from the end of a running sentence, which is not over yet', () => {
    const within = { years: 5, from: 'termEnds' } as const;
    expect(grounded({ within }, { record: { facts: { termEnds: on('2030-01-01') } } })).toBe(true);
  });

  it('falls back on the decision date only where it says so', () => {
    const since = { decidedOn: on('2025-01-01'), useUntil: null, retainUntil: null };
    expect(grounded({ within: { years: 2, from: 'termEndsOrDecidedOn' } }, { record: since })).toBe(true);
    expect(grounded({ within: { years: 1, from: 'termEndsOrDecidedOn' } }, { record: since })).toBe(false);
    expect(grounded({ within: { years: 1, from: 'decidedOn' } }, { record: since })).toBe(false);
    const ended = { ...since, facts: { termEnds: on('2026-01-01') } };
    expect(grounded({ within: { years: 1, from: 'termEndsOrDecidedOn' } }, { record: ended })).toBe(true);
  });
});
