/** A key under a key-encryption key: nonce ‖ ciphertext ‖ tag, tied to the name of the row that keeps it. */
import { concat, utf8 } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { NONCE_BYTES, type Random, type Suite } from '@duecheck/core/register';
import type { KeyRing, SecretKey } from './key-ring.ts';

export type WrappedKeyCode = 'key-unwrappable' | 'key-encryption-key-missing';

export interface WrappedRow {
  readonly ref: string;
  readonly kek_kid: string;
  readonly wrapped: Uint8Array;
}

export interface WrappingWorld {
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly random: Random;
}

export async function wrapKey(
  { suite, random }: WrappingWorld,
  kek: SecretKey,
  ref: string,
  plaintext: Uint8Array,
): Promise<WrappedRow> {
  const nonce = random(NONCE_BYTES);
  const sealed = await suite.seal({ key: kek.bytes, nonce, plaintext, aad: Buffer.from(ref) });
  return { ref, kek_kid: kek.kid, wrapped: concat(nonce, sealed) };
}

/** @throws DuecheckError WrappedKeyCode */
export async function unwrapKey({ keys, suite }: Omit<WrappingWorld, 'random'>, row: WrappedRow): Promise<Uint8Array> {
  const kek = keys.find('kek', row.kek_kid);
  if (kek === undefined)
    throw new DuecheckError<WrappedKeyCode>('key-encryption-key-missing', `no key-encryption key ${row.kek_kid}`);
  try {
    return await suite.open({
      key: kek.bytes,
      nonce: row.wrapped.subarray(0, NONCE_BYTES),
      ciphertext: row.wrapped.subarray(NONCE_BYTES),
      aad: utf8(row.ref),
    });
  } catch (cause) {
    throw new DuecheckError<WrappedKeyCode>('key-unwrappable', 'a wrapped key was altered', { cause });
  }
}
