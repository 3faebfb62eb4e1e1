import type { Effect } from '@duecheck/core/contract';
import { describe, expect, it } from 'vitest';
import {
  type Choice,
  decisionForm,
  decisionRequest,
  missingIn,
  needsGround,
} from '../../../extension/card/decision-form.ts';
import { CLEAR, DISPUTED, FINDINGS, UNKNOWN } from '../../e2e/extension/support/outcomes.ts';

const MEASURES = {
  'cancel-hiring': { title: '取消录用资格', kind: 'eligibility' },
  'closer-review': { title: '加强核查', kind: 'supervision' },
};
const form = (outcome: typeof CLEAR, effect: Effect) => decisionForm(outcome, effect, MEASURES);

describe('a decision', () => {
  it('after a clear outcome in the person’s favour has a reason ready, and needs no more', () => {
    expect(form(CLEAR, 'favourable')).toEqual({ effect: 'favourable', offers: [], reason: 'clear' });
    expect(needsGround(form(CLEAR, 'favourable'), null)).toBe(false);
  });

  it.each([
    ['clear', CLEAR],
    ['unknown with nothing known', UNKNOWN],
    ['a disputed record alone', DISPUTED],
  ])('against the person after %s must rest on something else than credit records', (_, outcome) => {
    const adverse = form(outcome, 'adverse');
    expect(needsGround(adverse, null)).toBe(true);
    expect(adverse.reason).toBe('own');
    const given = { choice: null, reason: '体检不合格', ground: 'not-stated' } as const;
    expect(missingIn(adverse, given)).toBe('ground');
    expect(missingIn(adverse, { ...given, ground: 'stated' })).toBeNull();
    expect(decisionRequest(adverse, null, '体检不合格').ground).toBe('not-on-credit-records');
  });

  it('after findings needs a choice, then a reason; nothing is chosen for the clerk', () => {
    const adverse = form(FINDINGS, 'adverse');
    const given = (choice: Choice, reason: string) => missingIn(adverse, { choice, reason, ground: 'not-stated' });
    expect(given(null, '')).toBe('measure');
    // Against the person without a measure: it must rest on something else.
    expect(given('none', '情节轻微')).toBe('ground');
    expect(given({ measure: 'cancel-hiring' }, ' ')).toBe('reason');
    expect(given({ measure: 'cancel-hiring' }, '作弊')).toBeNull();
  });

  it('answers every restriction on offer: taken, or not', () => {
    const [favourable, adverse] = [form(FINDINGS, 'favourable'), form(FINDINGS, 'adverse')];
    expect(decisionRequest(favourable, 'none', ' 情节轻微 ')).toEqual({
      effect: 'favourable',
      measures: [{ measure: 'cancel-hiring', taken: false }],
      reason: '情节轻微',
    });
    expect(decisionRequest(adverse, 'none', '体检不合格').ground).toBe('not-on-credit-records');
    expect(decisionRequest(adverse, { measure: 'cancel-hiring' }, '作弊').measures).toEqual([
      { measure: 'cancel-hiring', taken: true },
    ]);
  });

  it('in the person’s favour cannot take a measure that ends the eligibility', () => {
    expect(form(FINDINGS, 'favourable').offers.map(({ fits }) => fits)).toEqual([false]);
    expect(form(FINDINGS, 'adverse').offers.map(({ fits }) => fits)).toEqual([true]);
  });

  it('does not take over a choice that was made for another decision', () => {
    const given = (effect: Effect, measure: string) =>
      missingIn(form(FINDINGS, effect), { choice: { measure }, reason: '已核实', ground: 'not-stated' });
    expect(given('favourable', 'cancel-hiring')).toBe('measure');
    expect(given('adverse', 'closer-review')).toBe('measure');
  });

  it('after a disputed record alone offers no restriction', () => {
    expect(form(DISPUTED, 'adverse').offers).toEqual([]);
  });
});
