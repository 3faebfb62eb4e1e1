/** A draft that somebody goes on with in the recorder's window is all there, or is not gone on with. */
import { describe, expect, it } from 'vitest';
import type { DraftAnswer } from '../../../core/contract/index.ts';
import { bindingOf, isRecorded, newWork, type Work, workOf } from '../../../extension/recorder/work.ts';

const WORK: Work = {
  ...newWork('https://archives.example'),
  revision: 2,
  page: '^/case/[0-9]+(?:[?#&]|$)',
  title: { zh: '档案审核', en: 'Archives' },
  organisation: 'qz-rsj',
  decisionPoint: 'title-review',
  container: { css: 'form' },
  number: [{ label: '身份证号' }],
  name: [{ label: '姓名' }],
  case: [{ label: '受理编号' }],
  controls: [
    {
      locators: [{ button: '同意' }],
      effect: 'favourable',
      request: { method: 'POST', path: '^/api/([0-9]+)/pass$', case: 'path' },
    },
    {
      locators: [{ button: '不予同意' }],
      effect: 'adverse',
      request: { method: 'POST', path: '^/api/([0-9]+)/deny$', case: 'path' },
    },
  ],
};
const draftOf = (binding: Record<string, unknown>): DraftAnswer => ({
  ...{
    id: WORK.id,
    organisation: WORK.organisation,
    revision: WORK.revision,
    state: 'returned',
    name: 'x',
    mine: true,
  },
  ...{ reason: 'x', changedAt: '2026-11-24T08:00:00.000Z', binding, findings: [], inForce: null },
});
const [control] = bindingOf(WORK).controls as Record<string, unknown>[];

describe('a draft', () => {
  it('of this window is gone on with as it was, whatever the order of its keys', () => {
    const binding = Object.fromEntries(Object.entries(bindingOf(WORK)).reverse());
    expect(workOf(draftOf(binding))).toEqual(WORK);
    expect(isRecorded(draftOf(binding))).toBe(true);
    expect(isRecorded(draftOf({ ...binding, version: 4 }))).toBe(true);
  });

  it('that has just begun is, too', () => {
    expect(isRecorded(draftOf(bindingOf({ ...newWork('https://archives.example'), organisation: 'qz-rsj' })))).toBe(
      true,
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['a choice in the form', { controls: [{ ...control, when: { field: [{ label: '结果' }], is: ['同意'] } }] }],
    ['a control that opens a further step', { controls: [{ ...control, acts: 'opens' }] }],
    [
      'a name in parts',
      { subject: { ...Object(bindingOf(WORK).subject), name: { parts: [[{ label: '姓' }], [{ label: '名' }]] } } },
    ],
    ['a kind of number', { subject: { ...Object(bindingOf(WORK).subject), kind: 'uscc' } }],
    ['a label of the case', { case: { key: WORK.case, label: [{ label: '案号' }] } }],
    ['a matter', { matter: [{ label: '事项' }] }],
    ['a request that no control of it sends', { requests: [] }],
    ['a switch', { disabled: true }],
    ['no controls that can be read', { controls: 'x' }],
  ])('with %s is not: it would be lost without a word', (_, more) => {
    expect(isRecorded(draftOf({ ...bindingOf(WORK), ...more }))).toBe(false);
  });
});
