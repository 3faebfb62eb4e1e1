/** HKDF (RFC 5869) over the suite's HMAC. */
import { concat } from '../bytes.ts';
import { HASH_BYTES, type Suite } from './suite.ts';

export interface HkdfInput {
  readonly key: Uint8Array;
  /** Empty by default, which RFC 5869 §2.2 reads as zeros. */
  readonly salt?: Uint8Array;
  /** Binds the output to its use. */
  readonly info: Uint8Array;
  /** In bytes; one digest by default. */
  readonly length?: number;
}

export function hkdf(
  { key, salt = new Uint8Array(HASH_BYTES), info, length = HASH_BYTES }: HkdfInput,
  suite: Pick<Suite, 'hmac'>,
): Uint8Array {
  if (length > 255 * HASH_BYTES) throw new RangeError('HKDF gives at most 255 digests');
  const secret = suite.hmac(salt, key);
  let block: Uint8Array = new Uint8Array(0);
  let out: Uint8Array = block;
  for (let counter = 1; out.length < length; counter++) {
    block = suite.hmac(secret, concat(block, info, Uint8Array.of(counter)));
    out = concat(out, block);
  }
  return out.subarray(0, length);
}
