/** How values become bytes before they are hashed or sealed, so that no two inputs share an encoding. */
import { utf8 } from '../bytes.ts';

/** Each part behind its own length (uint32, big-endian): ("ab","c") and ("a","bc") differ. */
export function lengthPrefixed(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoded = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  const out = new Uint8Array(encoded.reduce((n, part) => n + 4 + part.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.length);
    out.set(part, at + 4);
    at += 4 + part.length;
  }
  return out;
}

/** Lengths are hidden in steps of this many bytes: a two-character and a five-character name look alike. */
export const PAD_BLOCK = 256;

/**
 * ISO/IEC 7816-4 padding: one byte 0x80, then zeros up to the next multiple of `PAD_BLOCK`. The end of the value is
 * always marked, so it is reversible and no two values pad to the same bytes.
 */
export function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / PAD_BLOCK) * PAD_BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** @throws RangeError if the bytes are not what `pad` makes. */
export function unpad(padded: Uint8Array): Uint8Array {
  const end = padded.lastIndexOf(0x80);
  if (
    end < 0 ||
    padded.length % PAD_BLOCK !== 0 ||
    padded.length - end > PAD_BLOCK ||
    padded.subarray(end + 1).some((b) => b !== 0)
  )
    throw new RangeError('not padded');
  return padded.subarray(0, end);
}
