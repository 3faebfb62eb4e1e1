import { BindingList } from '@duecheck/core/binding';
import { describe, expect, it } from 'vitest';
import { asCard, asDue, asPress, asSetup, asToPage } from '../../../extension/content/guards.ts';
import { hiringBinding } from '../../e2e/extension/support/lists.ts';

const GOOD = {
  setup: {
    language: 'zh-CN',
    words: { due: '本环节须先查验' },
    styles: '.banner { position: fixed }',
    steps: [{ binding: hiringBinding('http://h.localhost:1'), title: '公务员录用' }],
  },
  due: { kind: 'due', due: 'mandatory', standing: 'not-done' },
  press: { next: 'ask', why: 'check' },
  card: { ticket: 't', url: 'chrome-extension://x/card.html#t' },
  size: { type: 'card.size', ticket: 't', height: 300 },
};

describe('guards of the content script', () => {
  it('take what the worker sends', () => {
    expect(
      BindingList.safeParse({ format: 'duecheck/bindings/1', version: '1', bindings: [GOOD.setup.steps[0]?.binding] })
        .success,
    ).toBe(true);
    expect(asSetup(GOOD.setup)).toEqual(GOOD.setup);
    expect(asDue(GOOD.due)).toEqual(GOOD.due);
    expect(asDue({ kind: 'signed-out' })).toEqual({ kind: 'signed-out' });
    for (const press of [GOOD.press, { next: 'released', caseKey: '412' }, { next: 'replay' }])
      expect(asPress(press)).toEqual(press);
    expect(asCard(GOOD.card)).toEqual(GOOD.card);
    for (const message of [
      GOOD.size,
      { type: 'card.close', ticket: 't' },
      { type: 'page.refresh' },
      { type: 'page.check' },
    ])
      expect(asToPage(message)).toEqual(message);
  });

  it('take nothing with a field missing, or of another kind', () => {
    const guards = [asSetup, asDue, asPress, asCard, asToPage];
    const samples = [GOOD.setup, GOOD.due, GOOD.press, GOOD.card, GOOD.size];
    guards.forEach((guard, at) => {
      for (const not of [null, undefined, 1, 'x', [], {}]) expect(guard(not)).toBeNull();
      for (const field of Object.keys(samples[at] as object)) {
        expect(guard({ ...samples[at], [field]: undefined })).toBeNull();
        expect(guard({ ...samples[at], [field]: { odd: true } })).toBeNull();
      }
    });
  });
});
