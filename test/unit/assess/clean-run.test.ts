import { type AssessInput, assess, type CreditRecord } from '@duecheck/core/assess';
import { addDays, parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { input, record, row, today } from './fixture.ts';

const decisionPoint = {
  ...row,
  cleanRun: { years: 3, categories: ['penalty', 'verdict', 'undertaking'], basis: 'LAW' },
};

const run = (records: CreditRecord[], change: Partial<AssessInput> = {}) =>
  assess(input({ decisionPoint, records, ...change })).cleanRun?.answer;

const long = { useUntil: null, retainUntil: null } as const;
const first = parseCivilDate('2023-11-23');

describe('three years clean', () => {
  it('is not asked where the row has no such rule', () => {
    expect(assess(input()).cleanRun).toBeUndefined();
  });

  it('names its first and last day', () => {
    expect(assess(input({ decisionPoint })).cleanRun).toEqual({ answer: 'yes', from: first, to: today });
  });

  it('is broken by a record in force that was decided in the window', () => {
    expect(run([record({ ...long, decidedOn: first })])).toBe('no');
    expect(run([record({ ...long, decidedOn: addDays(first, -1) })])).toBe('yes');
  });

  it('is not broken by a record that has ended, though it was decided in the window', () => {
    expect(run([record({ useUntil: addDays(today, -1) })])).toBe('yes');
    expect(run([record({ state: 'repaired' })])).toBe('yes');
  });

  it('is tested over categories that are never shown', () => {
    const assessment = assess(input({ decisionPoint, records: [record({ category: 'verdict' })] }));
    expect(assessment.cleanRun?.answer).toBe('no');
    expect(assessment.records).toEqual([]);
  });

  it('is not tested over other categories', () => {
    expect(run([record({ category: 'listing' })])).toBe('yes');
  });

  it('is not broken by a disputed record', () => {
    expect(run([record({ state: 'disputed' })])).toBe('yes');
  });

  it('is broken by an undertaking broken, not by one that was kept', () => {
    expect(run([record({ category: 'undertaking', behaviour: 'promise-broken' })])).toBe('no');
    expect(run([record({ category: 'undertaking' })])).toBe('yes');
  });

  it('is not known while a source is missing, also where a record would break it', () => {
    expect(run([], { completeness: 'partial' })).toBe('not-known');
    expect(run([record()], { completeness: 'partial' })).toBe('not-known');
  });

  it('asks a body to have existed on every day of it', () => {
    const body = (establishedOn: typeof today) => ({ subject: { type: 'organisation', establishedOn } }) as const;
    expect(run([], body(first))).toBe('yes');
    expect(run([], body(addDays(first, 1)))).toBe('no');
  });

  it('is not known for a body of unknown age', () => {
    expect(run([], { subject: { type: 'individual-business' } })).toBe('not-known');
  });

  it('asks nothing of the kind of a person', () => {
    expect(run([], { subject: { type: 'individual' } })).toBe('yes');
    expect(run([], { subject: { type: 'civil-servant' } })).toBe('yes');
  });
});
