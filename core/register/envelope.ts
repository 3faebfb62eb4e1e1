/** The two sealed parts of an entry: `person` opens with the subject's key, `office` with the organisation's key of the month. */
import { concat, fromUtf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { lengthPrefixed, pad, unpad } from './framing.ts';
import { hkdf } from './hkdf.ts';
import { canonicalBytes, type Json } from './jcs.ts';
import { NONCE_BYTES, type Random, type Suite } from './suite.ts';

export type EnvelopeName = 'person' | 'office';

export interface EnvelopeKey {
  readonly kid: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export type EnvelopeCode = 'envelope-unopened';

interface EnvelopeOf {
  readonly entryId: string;
  readonly name: EnvelopeName;
  readonly key: EnvelopeKey;
}

/**
 * Seals a value for one entry. Each envelope has its own derived key, so a nonce can never meet its key twice across
 * entries; the additional data ties it to entry, name and key id; padding hides how long names and reasons are.
 * @returns nonce ‖ ciphertext ‖ tag
 */
export async function sealEnvelope(of: EnvelopeOf, value: Json, suite: Suite, random: Random): Promise<Uint8Array> {
  const nonce = random(NONCE_BYTES);
  const sealed = await suite.seal({ ...keyAndAad(of, suite), nonce, plaintext: pad(canonicalBytes(value)) });
  return concat(nonce, sealed);
}

/** @throws DuecheckError `envelope-unopened`: another key, entry or name, or one altered bit */
export async function openEnvelope(of: EnvelopeOf, sealed: Uint8Array, suite: Suite): Promise<Json> {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const plaintext = await suite.open({ ...keyAndAad(of, suite), nonce, ciphertext: sealed.subarray(NONCE_BYTES) });
    return JSON.parse(fromUtf8(unpad(plaintext)));
  } catch {
    // Without the cause: a parser's message could quote what was sealed.
    throw new DuecheckError<EnvelopeCode>('envelope-unopened', `the ${of.name} envelope does not open`);
  }
}

const keyAndAad = ({ entryId, name, key }: EnvelopeOf, suite: Suite) => ({
  key: hkdf({ key: key.key, info: lengthPrefixed('duecheck/envelope/v1', name, entryId) }, suite),
  aad: lengthPrefixed('duecheck/envelope/v1', entryId, name, key.kid),
});
