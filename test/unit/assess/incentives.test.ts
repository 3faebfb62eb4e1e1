import { type AssessInput, assess } from '@duecheck/core/assess';
import type { Incentive } from '@duecheck/core/catalogue';
import { parseCivilDate } from '@duecheck/core/time';
import { describe, expect, it } from 'vitest';
import { input, item, record, row, withBases } from './fixture.ts';

const incentive = (measure: string, ...conditions: Incentive['conditions']): Incentive => ({
  measure,
  when: { zh: '示例', en: 'sample' },
  availability: 'available',
  bases: ['CITY', 'PROVINCE'],
  conditions,
  needsServiceItem: false,
});

const assessed = (incentives: Incentive[], change: Partial<AssessInput> = {}) =>
  assess(
    input({
      decisionPoint: { ...row, incentives, cleanRun: { years: 3, categories: ['penalty', 'verdict'], basis: 'LAW' } },
      ...change,
    }),
  );
const offers = (incentives: Incentive[], change?: Partial<AssessInput>) => assessed(incentives, change).incentives;

const honour = record({ id: 'h', category: 'honour', behaviour: 'model' });
const support = incentive('support', 'positive-record', 'clean-run');

describe('a benefit', () => {
  it('stands open on a commended record, and says which', () => {
    expect(offers([support], { records: [honour] })).toEqual([
      { measure: 'support', bases: ['CITY', 'PROVINCE'], because: { kind: 'positive-record', records: ['h'] } },
    ]);
  });

  it('stands open on a clean run, and says from when to when', () => {
    expect(offers([support])[0]?.because).toEqual({ kind: 'clean-run', from: '2023-11-23', to: '2026-11-23' });
  });

  it.each([
    ['a behaviour that does not qualify alone', { behaviour: 'volunteering' }],
    ['no behaviour at all', {}],
    ['a dispute over it', { behaviour: 'model', state: 'disputed' as const }],
    ['a term that has run out', { behaviour: 'model', useUntil: parseCivilDate('2026-11-22') }],
  ])('does not rest on a positive record with %s', (_what, change) => {
    const positive = record({ category: 'honour', ...change });
    expect(offers([incentive('support', 'positive-record')], { records: [positive] })).toEqual([]);
  });

  it('does not rest on an adverse record, whatever the list says of its behaviour', () => {
    expect(offers([incentive('support', 'positive-record')], { records: [record({ behaviour: 'fraud' })] })).toEqual(
      [],
    );
  });

  it('does not rest on a positive record that the row may not show', () => {
    const decisionPoint = { ...row, shown: ['penalty'], incentives: [incentive('support', 'positive-record')] };
    expect(assess(input({ decisionPoint, records: [honour] })).incentives).toEqual([]);
  });

  it('does not rest on part of the picture', () => {
    expect(offers([support], { records: [honour], completeness: 'partial' })).toEqual([]);
  });

  it('cites no basis that was not read, and is not offered on such alone', () => {
    const cityUnread = withBases((basis) => (basis.id === 'CITY' ? { verification: 'unread' } : {}));
    expect(offers([support], { catalogue: cityUnread })[0]?.bases).toEqual(['PROVINCE']);
    const allRecalled = withBases(() => ({ verification: 'recalled' }));
    expect(offers([support], { catalogue: allRecalled })).toEqual([]);
  });

  it('that is off is not offered', () => {
    expect(offers([{ ...support, availability: 'off' }])).toEqual([]);
    expect(offers([{ ...support, measure: 'expose' }])).toEqual([]);
  });

  it('on an undertaking to be signed in this case says so', () => {
    expect(offers([incentive('support', 'commitment-signed')])[0]?.because).toEqual({ kind: 'commitment' });
  });

  it('of a lighter measure rests on a record whose loss was made good', () => {
    const corrected = record({ facts: { selfCorrected: true } });
    expect(offers([incentive('lighter', 'self-corrected')], { records: [corrected] })[0]?.because).toEqual({
      kind: 'self-corrected',
      records: ['r1'],
    });
    expect(offers([incentive('lighter', 'self-corrected')], { records: [record()] })).toEqual([]);
  });

  it('on what a person chose to hand over rests on something good in it', () => {
    const decisionPoint = { ...row, shown: ['as-authorised'], incentives: [incentive('support', 'as-authorised')] };
    const records = [record({ id: 'v', category: 'honour', behaviour: 'volunteering' }), record()];
    const handedOver = (...authorised: string[]) => assess(input({ decisionPoint, records, authorised })).incentives;
    expect(handedOver('honour')[0]?.because).toEqual({ kind: 'authorised', records: ['v'] });
    expect(handedOver('penalty')).toEqual([]);
    const disputed = records.map((one) => ({ ...one, state: 'disputed' as const }));
    expect(assess(input({ decisionPoint, records: disputed, authorised: ['honour'] })).incentives).toEqual([]);
  });
});

describe('a convenience of a service item', () => {
  const green = { ...incentive('green-channel', 'clean-run'), needsServiceItem: true };

  it('needs a matter that the list allows it for', () => {
    expect(offers([green])).toEqual([]);
    expect(offers([green], { matter: item })).toHaveLength(1);
    expect(offers([green], { matter: { ...item, greenChannel: false } })).toEqual([]);
    expect(offers([green], { matter: { ...item, decisionPoints: ['other-step'] } })).toEqual([]);
  });

  it('by commitment needs an item on the commitment list', () => {
    const byCommitment = { ...incentive('commitment-based-approval', 'commitment-signed'), needsServiceItem: true };
    expect(offers([byCommitment], { matter: item })).toHaveLength(1);
    expect(offers([byCommitment], { matter: { ...item, commitment: false } })).toEqual([]);
  });
});

describe('deferred documents', () => {
  const deferred = incentive('deferred-documents', 'clean-run');

  it('are the non-key ones, due in working days', () => {
    // From Monday 23 November: four days that week, five the next, and Saturday 5 December, which is worked.
    expect(offers([deferred], { matter: item })[0]?.deferral).toEqual({
      documents: ['lease', 'photo'],
      dueBy: '2026-12-05',
    });
    expect(offers([deferred], { matter: { ...item, deferralWorkingDays: 11 } })[0]?.deferral?.dueBy).toBe('2026-12-07');
  });

  it('are not offered without an item, a period, or a document that is not key', () => {
    const { deferralWorkingDays: _, ...withoutPeriod } = item;
    const allKey = { ...item, documents: item.documents.map((document) => ({ ...document, key: true })) };
    expect(offers([deferred])).toEqual([]);
    expect(offers([deferred], { matter: withoutPeriod })).toEqual([]);
    expect(offers([deferred], { matter: allKey })).toEqual([]);
  });

  it('are not offered without a date that can be signed, and the operators hear of it', () => {
    const late = assessed([deferred, support], { matter: item, today: parseCivilDate('2026-12-28') });
    expect(late.faults).toEqual([{ code: 'calendar-missing', measure: 'deferred-documents' }]);
    expect(late.incentives.map((offer) => offer.measure)).toEqual(['support']);
  });
});

describe('a neutral measure', () => {
  const other = (bases: string[], change: { availability?: 'off'; measure?: string } = {}) =>
    assess(
      input({
        decisionPoint: {
          ...row,
          others: [
            { measure: 'reference', when: { zh: '示例', en: 'sample' }, bases, availability: 'available', ...change },
          ],
        },
      }),
    ).others;

  it('stands open whatever was found, with the bases that were read', () => {
    expect(other(['CITY', 'UNREAD'])).toEqual([{ measure: 'reference', bases: ['CITY'] }]);
    expect(other([])).toEqual([{ measure: 'reference', bases: [] }]);
  });

  it('waits while none of its bases was read, or while it is off', () => {
    expect(other(['UNREAD'])).toEqual([]);
    expect(other(['CITY'], { availability: 'off' })).toEqual([]);
    expect(other(['CITY'], { measure: 'expose' })).toEqual([]);
  });
});
