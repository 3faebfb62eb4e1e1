import { parseCivilDate } from '@duecheck/core/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TermsInput, termsOf } from '../../../gateway/intake/terms.ts';
import { readDate } from '../../../gateway/intake/values/dates.ts';

const decided = (over: Partial<TermsInput> = {}): TermsInput => ({
  type: 'penalty',
  polarity: 'adverse',
  severity: 'general',
  classMonths: { minor: 3, general: 12, serious: 36 },
  decidedOn: parseCivilDate('2026-03-09'),
  published: 'empty',
  ends: 'empty',
  removed: 'empty',
  ...over,
});
const terms = (publishUntil: string | null, useUntil: string | null, retainUntil: string | null, how: string) => ({
  publishUntil,
  useUntil,
  retainUntil,
  how,
});

describe('how long a record is used', () => {
  it('is the longest period of its class where nothing is stated (Order 36)', () => {
    expect(termsOf(decided())).toEqual(terms('2027-03-09', '2027-03-09', '2031-03-09', 'computed'));
    expect(termsOf(decided({ severity: 'serious' }))).toMatchObject({ useUntil: '2029-03-09' });
  });
  it('is the stated day, within the class', () => {
    const until = (text: string) => termsOf(decided({ published: readDate(text) }));
    expect(until('2026-06-09')).toEqual(terms('2026-06-09', '2026-06-09', '2031-03-09', 'stated'));
    expect(until('2028-01-01')).toEqual(terms('2027-03-09', '2027-03-09', '2031-03-09', 'capped'));
    expect(until('长期')).toEqual(terms('2027-03-09', '2027-03-09', '2031-03-09', 'capped'));
  });
  it('is nobody’s guess: no class and no day, or a minor one without a day, is refused', () => {
    expect(termsOf(decided({ severity: undefined }))).toBe('term-unknown');
    expect(termsOf(decided({ severity: 'minor' }))).toBe('minor-class-unpublished');
  });
  it('does not follow a penalty’s own 处罚有效期', () => {
    expect(termsOf(decided({ ends: readDate('2099-12-31') }))).toMatchObject({ useUntil: '2027-03-09' });
  });
  it('is the ban’s own term, even without end', () => {
    const ban = (text: string) => termsOf(decided({ type: 'industry-ban', severity: undefined, ends: readDate(text) }));
    expect(ban('2036-03-09')).toEqual(terms('2036-03-09', '2036-03-09', '2036-03-09', 'stated'));
    expect(ban('长期')).toEqual(terms(null, null, null, 'stated'));
  });
  it('of a list is five years at most, and ends with the day before removal (浙江条例 16)', () => {
    const listed = (removed: string) =>
      termsOf(decided({ type: 'judgment-debtor', severity: undefined, removed: readDate(removed) }));
    expect(listed('')).toMatchObject({ useUntil: '2031-03-09', how: 'computed' });
    expect(listed('2026-05-01')).toMatchObject({ useUntil: '2026-04-30', retainUntil: '2031-03-09' });
  });
  it.each(['abnormal-operations', 'judgment-debtor', 'serious-dishonesty-listing', 'tax-dishonesty'])(
    'of a %s is its last day, and never 长期',
    (type) => {
      const listed = (ends: string) => termsOf(decided({ type, severity: undefined, ends: readDate(ends) }));
      expect(listed('2029-03-09')).toMatchObject({ useUntil: '2029-03-09', how: 'stated' });
      for (const forever of ['长期', '2099-12-31'])
        expect(listed(forever)).toEqual(terms('2031-03-09', '2031-03-09', '2031-03-09', 'capped'));
    },
  );
  it('of an honour is as long as its organ said', () => {
    const honour = (text: string) =>
      termsOf(decided({ polarity: 'positive', severity: undefined, ends: readDate(text) }));
    expect(honour('2028-01-01')).toEqual(terms('2028-01-01', '2028-01-01', '2028-01-01', 'stated'));
    expect(honour('')).toEqual(terms(null, null, null, 'open'));
  });

  it('never reaches beyond the class, whatever a file says', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2098-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('minor', 'general', 'serious'), (date, severity) => {
        const found = termsOf(decided({ severity, published: readDate(date.toISOString().slice(0, 10)) }));
        if (typeof found === 'string') throw new Error(found);
        expect(found.useUntil !== null && found.useUntil <= '2029-03-09').toBe(true);
        expect(found.retainUntil !== null && found.retainUntil >= (found.useUntil ?? '')).toBe(true);
      }),
    );
  });
});
