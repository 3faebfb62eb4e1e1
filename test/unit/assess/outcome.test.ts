import { assess, type CreditRecord, type Picture, REFUSAL_REASONS, refused, toOutcome } from '@duecheck/core/assess';
import * as contract from '@duecheck/core/contract';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { barring, input, record } from './fixture.ts';

const whole: Picture = { completeness: 'complete', identity: 'confirmed' };
const part: Picture = { completeness: 'partial', missing: ['province'], dueBy: parseCivilDate('2026-11-24') };

const decisionPoint = {
  ...barring(
    { basis: 'LAW', categories: ['penalty'] },
    { basis: 'LAW', categories: ['undertaking'], commitment: 'broken' },
  ),
  incentives: [
    {
      measure: 'support',
      when: { zh: '示例', en: 'sample' },
      availability: 'available' as const,
      bases: ['CITY'],
      conditions: ['positive-record' as const, 'clean-run' as const],
      needsServiceItem: false,
    },
  ],
  cleanRun: { years: 3, categories: ['penalty', 'verdict'], basis: 'LAW' },
};

const outcome = (picture: Picture, ...records: CreditRecord[]) =>
  toOutcome(assess(input({ decisionPoint, records, completeness: picture.completeness })), picture);

const honour = record({ id: 'h', category: 'honour', behaviour: 'model' });

describe('the outcome', () => {
  it('is clear where nothing was found, and says whether name and number were compared', () => {
    expect(outcome(whole)).toMatchObject({ kind: 'clear', identity: 'confirmed', records: [] });
    expect(outcome({ completeness: 'complete', identity: 'unconfirmed' })).toMatchObject({ identity: 'unconfirmed' });
  });

  it('is clear with benefits where only good is on record', () => {
    expect(outcome(whole, honour)).toMatchObject({
      kind: 'clear',
      records: [{ id: 'h', polarity: 'positive' }],
      incentives: [{ measure: 'support', because: { kind: 'positive-record' } }],
      cleanRun: { answer: 'yes' },
    });
  });

  it('is clear where a record that is only tested ends the run, and says no more than "no"', () => {
    const tested = outcome(whole, record({ category: 'verdict' }));
    expect(tested).toMatchObject({ kind: 'clear', records: [], incentives: [], cleanRun: { answer: 'no' } });
  });

  it('is findings with one adverse record, also where no restriction can rest on it', () => {
    expect(outcome(whole, record())).toMatchObject({ kind: 'findings', restrictions: [{ measure: 'bar' }] });
    expect(outcome(whole, record({ category: 'listing' }), honour)).toMatchObject({
      kind: 'findings',
      restrictions: [],
      incentives: [{ measure: 'support' }],
    });
  });

  it('is findings where a restriction rests on a record that its category alone would call neutral', () => {
    expect(outcome(whole, record({ category: 'undertaking', facts: { commitment: 'broken' } }))).toMatchObject({
      kind: 'findings',
      records: [{ polarity: 'basic' }],
      restrictions: [{ measure: 'bar' }],
    });
  });

  it('is unknown while a source is missing, whatever the others said', () => {
    expect(outcome(part)).toEqual({
      kind: 'unknown',
      known: { records: [], restrictions: [] },
      missing: ['province'],
      dueBy: '2026-11-24',
    });
  });

  it('of the kind unknown may carry restrictions on what is known, and nothing that reads like clear', () => {
    const unknown = outcome(part, record(), honour);
    expect(unknown).toMatchObject({ kind: 'unknown', known: { restrictions: [{ measure: 'bar' }] } });
    expect(Object.keys(unknown).sort()).toEqual(['dueBy', 'kind', 'known', 'missing']);
  });

  it('has the shape of the wire in every case', () => {
    const all = [
      outcome(whole),
      outcome(whole, honour),
      outcome(whole, record({ state: 'disputed' }), honour),
      outcome(part, record(), honour),
      ...REFUSAL_REASONS.map(refused),
    ];
    for (const one of all) expect(contract.Outcome.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });
});

describe('a refusal', () => {
  it('holds the step for role, second person, quota and mismatch, never for want of a duty or an authorisation', () => {
    expect(REFUSAL_REASONS.filter((reason) => refused(reason).holds)).toEqual([
      'role',
      'release',
      'quota',
      'identity-mismatch',
    ]);
  });
});
