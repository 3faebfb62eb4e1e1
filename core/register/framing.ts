/** How values become bytes before they are hashed or sealed, so that no two inputs share an encoding. */
import { utf8 } from '../bytes.ts';

/** Each part behind its own length (uint32, big-endian): ("ab","c") and ("a","bc") differ. */
export function lengthPrefixed(...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += 4 + part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    // A dozen of these are made for an entry, nearly all of short ASCII: what is not is framed part by part.
    if (!put(part, out, at + 4)) return framed(parts.map((one) => (typeof one === 'string' ? utf8(one) : one)));
    at += putLength(part.length, out, at) + part.length;
  }
  return out;
}

/** @returns false where the text takes more bytes than characters */
function put(part: string | Uint8Array, out: Uint8Array, at: number): boolean {
  if (typeof part !== 'string') {
    out.set(part, at);
    return true;
  }
  for (let i = 0; i < part.length; i++) {
    const unit = part.charCodeAt(i);
    if (unit > 0x7f) return false;
    out[at + i] = unit;
  }
  return true;
}

function framed(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((n, part) => n + 4 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    at += putLength(part.length, out, at);
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** @returns how many bytes that took */
function putLength(length: number, out: Uint8Array, at: number): 4 {
  out[at] = length >>> 24;
  out[at + 1] = length >>> 16;
  out[at + 2] = length >>> 8;
  out[at + 3] = length;
  return 4;
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
