import { lengthPrefixed, PAD_BLOCK, pad, unpad } from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('lengthPrefixed', () => {
  it('never gives two lists of parts the same bytes', () => {
    const parts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(Buffer.compare(lengthPrefixed(...a), lengthPrefixed(...b)) === 0).toBe(same);
      }),
    );
  });
});

it('frames text as the bytes of its UTF-8, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array())), (parts) => {
      const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)));
      const framed = bytes.flatMap((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return [length, part];
      });
      expect(Buffer.from(lengthPrefixed(...parts))).toEqual(Buffer.concat(framed));
    }),
  );
});

describe('pad', () => {
  it('is undone by unpad, whatever the bytes end in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3 * PAD_BLOCK }), (bytes) => {
        const padded = pad(bytes);
        expect(padded.length % PAD_BLOCK).toBe(0);
        expect(Buffer.from(unpad(padded))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('makes a name of two characters as long as one of five', () => {
    expect(pad(Buffer.from('柯一')).length).toBe(pad(Buffer.from('买买提江')).length);
  });

  it('refuses bytes that it did not make', () => {
    const padded = pad(Uint8Array.of(1));
    expect(() => unpad(padded.subarray(1))).toThrow(RangeError);
    expect(() => unpad(new Uint8Array(PAD_BLOCK))).toThrow(RangeError);
    expect(() => unpad(Uint8Array.from(padded, (b, i) => (i === PAD_BLOCK - 1 ? 1 : b)))).toThrow(RangeError);
    expect(() => unpad(Uint8Array.from([0x80, ...new Array(2 * PAD_BLOCK - 1).fill(0)]))).toThrow(RangeError);
  });
});
