import { describe, expect, it } from 'vitest';
import { type DueQuestion, indexCatalogue, type SubjectType, whatIsDue } from '../../../core/catalogue/index.ts';
import { ourCatalogue } from './our-catalogue.ts';

const catalogue = indexCatalogue(ourCatalogue());
const NOW = '2026-11-23T01:41:00.000Z';

const ask = (decisionPoint: string, more: Partial<DueQuestion> = {}) =>
  whatIsDue({ catalogue, decisionPoint, organisation: 'qz-rsj', now: NOW, ...more });

describe('whatIsDue', () => {
  it('holds a mandatory step until it is checked', () => {
    expect(ask('civil-service-hiring', { subjectType: 'individual' })).toMatchObject({
      due: 'mandatory',
      holds: true,
      authority: { kind: 'statutory', needsAuthorisation: false },
    });
  });

  it('lets the step go while an earlier check counts', () => {
    const lastCheck = { at: '2026-11-23T01:00:00.000Z', freshUntil: '2026-11-24T01:00:00.000Z' };
    expect(ask('civil-service-hiring', { lastCheck })).toMatchObject({
      due: 'mandatory',
      holds: false,
      fresh: { checkedAt: lastCheck.at, freshUntil: lastCheck.freshUntil },
    });
  });

  it.each([
    ['at the very instant it ends', '2026-11-22T01:41:00.000Z', NOW],
    ['after it ended', '2026-11-21T01:00:00.000Z', '2026-11-22T01:00:00.000Z'],
    [
      'when it lies in the future, the clock having been set back',
      '2026-11-23T01:42:00.000Z',
      '2026-11-24T01:42:00.000Z',
    ],
  ])('does not count an earlier check %s', (_, at, freshUntil) => {
    const answer = ask('civil-service-hiring', { lastCheck: { at, freshUntil } });
    expect(answer).toMatchObject({ holds: true });
    expect(answer).not.toHaveProperty('fresh');
  });

  it('asks for authorisation where the duty is unconfirmed, and never holds the step', () => {
    expect(ask('title-review')).toMatchObject({
      due: 'reference',
      reason: 'duty-unconfirmed',
      holds: false,
      authority: { kind: 'unconfirmed', needsAuthorisation: true },
    });
  });

  it('asks no more once the person has authorised, and still does not hold', () => {
    expect(ask('title-review', { hasAuthorisation: true })).toMatchObject({
      due: 'reference',
      holds: false,
      authority: { needsAuthorisation: false },
    });
  });

  it('asks no government body to authorise', () => {
    const authorises = (subjectType: SubjectType) => ask('investment-promotion', { subjectType });
    expect(authorises('government-body')).toMatchObject({ authority: { needsAuthorisation: false } });
    expect(authorises('civil-servant')).toMatchObject({ authority: { needsAuthorisation: true } });
  });

  it.each([
    ['household-settlement', 'incentive-only'],
    ['student-graduation', 'reference-only'],
    ['commercial-loan', 'consent-only'],
  ])('makes %s a matter of choice: %s', (row, reason) => {
    expect(ask(row)).toMatchObject({ due: 'reference', reason, holds: false, text: { zh: expect.any(String) } });
  });

  it('never holds what is reference in the list itself', () => {
    expect(ask('government-performance-appraisal')).toMatchObject({ due: 'reference', holds: false });
  });

  it.each([
    ['routine-administration', 'row-is-template'],
    ['responsible-person-linkage', 'row-is-suspended'],
    ['parking', 'unknown-decision-point'],
  ])('forbids any check at %s: %s', (row, reason) => {
    expect(ask(row)).toMatchObject({ due: 'forbidden', reason, holds: false, text: { zh: expect.any(String) } });
  });

  it.each<[string, SubjectType, 'forbidden' | 'mandatory' | 'reference']>([
    ['civil-service-hiring', 'organisation', 'forbidden'],
    ['civil-service-hiring', 'individual', 'mandatory'],
    ['government-body-award', 'individual', 'forbidden'],
    ['government-body-award', 'organisation', 'forbidden'],
    ['government-body-award', 'government-body', 'mandatory'],
    // No number shows that its holder is a civil servant: the row says so.
    ['civil-servant-merit-award', 'individual', 'mandatory'],
    ['civil-service-hiring', 'civil-servant', 'mandatory'],
  ])('at %s, of a subject of type %s: %s', (row, subjectType, due) => {
    expect(ask(row, { subjectType }).due).toBe(due);
  });

  it('resolves the matter by the organisation’s own code', () => {
    expect(ask('civil-service-hiring', { matter: 'GWY-2026-001' })).toMatchObject({
      matter: { occupation: 'civil-servant' },
    });
  });

  it('takes a superior’s item where the organisation has none of its own', () => {
    const question = { organisation: 'qz-kcq-rsj', matter: 'GWY-2026-001' };
    expect(ask('civil-service-hiring', question)).toMatchObject({ matter: null });
    expect(ask('civil-service-hiring', { ...question, superiors: ['qz-kcq', 'qz-rsj'] })).toMatchObject({
      matter: { code: 'GWY-2026-001' },
    });
  });

  it('maps no matter that belongs to another step', () => {
    expect(ask('commendation-award', { matter: 'GWY-2026-001' })).toMatchObject({ matter: null });
  });

  it('answers for every row without holding anything that is not mandatory', () => {
    for (const id of catalogue.decisionPoints.keys()) {
      const answer = ask(id);
      expect(answer.holds, id).toBe(answer.due === 'mandatory');
    }
  });
});
