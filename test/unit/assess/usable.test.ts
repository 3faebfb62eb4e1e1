import { assess, RECORD_STATES } from '@duecheck/core/assess';
import { addDays } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { barring, input, record, today } from './fixture.ts';

const shown = (change: Parameters<typeof record>[0]) =>
  assess(
    input({ decisionPoint: barring({ basis: 'LAW', categories: ['penalty'] }), records: [record(change)] }),
  ).records.map((r) => r.id);

describe('a record exists for a check', () => {
  it.each(RECORD_STATES)('in the state %s only while it may be used', (state) => {
    expect(shown({ state })).toEqual(['effective', 'disputed', 'corrected'].includes(state) ? ['r1'] : []);
  });

  it('to the end of its last day of use, and not on the day after', () => {
    expect(shown({ useUntil: today })).toEqual(['r1']);
    expect(shown({ useUntil: addDays(today, -1) })).toEqual([]);
  });

  it('never past its last day of keeping', () => {
    expect(shown({ useUntil: null, retainUntil: addDays(today, -1) })).toEqual([]);
    expect(shown({ useUntil: null, retainUntil: null })).toEqual(['r1']);
  });

  it('after its publication has ended, where use lasts longer', () => {
    expect(shown({ publishUntil: addDays(today, -1) })).toEqual(['r1']);
  });

  it('not before it is decided', () => {
    expect(shown({ decidedOn: addDays(today, 1) })).toEqual([]);
    expect(shown({ decidedOn: today })).toEqual(['r1']);
  });
});
