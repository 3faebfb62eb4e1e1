import { canonicalize, type Json } from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }) as fc.Arbitrary<Json>;

describe('canonicalize', () => {
  it('survives parsing and canonicalizing again', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value);
        expect(canonicalize(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalize(reversed)).toBe(canonicalize(value));
      }),
    );
  });

  it('sorts by UTF-16 code units, not by code points', () => {
    expect(canonicalize({ '\ufb33': 1, '\u{1f600}': 2 })).toBe('{"\u{1f600}":2,"\ufb33":1}');
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate as a name', { '\udc00': 1 }],
    ['a member that is undefined', { a: undefined }],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a hole in an array', new Array(1)],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalize(value as Json)).toThrow(TypeError);
  });
});
