import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanNumber } from '../../../core/subject/clean-number.ts';
import { IDENTITY_KINDS, maskNumber, matchesMask, parseIdentity } from '../../../core/subject/index.ts';

const anything = fc.string({ unit: 'binary', maxLength: 60 });
const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789XHMEax*-/() ９Ａ　\u200b'), maxLength: 24 });
const raw = fc.oneof(anything, numberLike);
const kind = fc.option(fc.constantFrom(...IDENTITY_KINDS), { nil: undefined });

describe('parseIdentity', () => {
  it('answers whatever comes, and an answer is valid or has an error', () => {
    fc.assert(
      fc.property(raw, kind, (text, asked) => {
        const { status, canonical, problems } = parseIdentity(text, asked);
        expect(problems.some(({ severity }) => severity === 'error')).toBe(status === 'invalid');
        expect(canonical === null).toBe(status === 'invalid');
      }),
      { numRuns: 2000 },
    );
  });

  it('reads its own canonical number as the same one', () => {
    fc.assert(
      fc.property(raw, fc.constantFrom(...IDENTITY_KINDS), (text, asked) => {
        const first = parseIdentity(text, asked);
        fc.pre(first.status !== 'invalid');
        expect(parseIdentity(first.canonical, asked).canonical).toBe(first.canonical);
      }),
    );
  });

  it('puts no part of the number into a problem', () => {
    fc.assert(
      fc.property(raw, kind, (text, asked) => {
        for (const problem of parseIdentity(text, asked).problems)
          expect(Object.keys(problem).every((key) => ['code', 'severity', 'at'].includes(key))).toBe(true);
      }),
    );
  });

  it('answers a text of a million characters', () => {
    expect(parseIdentity('9'.repeat(1_000_000)).status).toBe('invalid');
  });
});

describe('cleanNumber', () => {
  it('changes nothing the second time', () => {
    fc.assert(fc.property(raw, (text) => cleanNumber(cleanNumber(text)) === cleanNumber(text)));
  });

  it('leaves every Chinese character alone', () => {
    const chinese = fc.string({
      unit: fc.constantFrom('軍', '字', '第', '号', '㈱', '龑', '䶮', '𬱖', '\uF9E1'),
      maxLength: 20,
    });
    fc.assert(fc.property(chinese, (text) => cleanNumber(text) === text));
  });
});

describe('masks', () => {
  const number = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
    minLength: 1,
    maxLength: 40,
  });

  it('show five characters at most, and never more than a third', () => {
    fc.assert(
      fc.property(number, (text) => {
        const masked = maskNumber(text);
        const shown = [...masked].filter((c) => c !== '*').length;
        expect(shown).toBeLessThanOrEqual(Math.min(5, text.length / 3));
        expect(masked).toHaveLength(text.length);
      }),
    );
  });

  it('match the number they came from', () => {
    fc.assert(
      fc.property(
        number.filter((text) => text.length >= 3),
        (text) => matchesMask(maskNumber(text), text),
      ),
    );
  });

  it('match no number that differs where they show something', () => {
    fc.assert(
      fc.property(
        number.filter((text) => text.length >= 6),
        fc.nat(1),
        (text, place) => {
          const at = place === 0 ? 0 : text.length - 1;
          const other = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
          expect(matchesMask(maskNumber(text), other)).toBe(false);
        },
      ),
    );
  });
});
