/**
 * Commitments: what the public leaf says of an entry's content. Five HMACs under salts that derive from a key which
 * erasure destroys; after that nobody can open or even guess them, while every proof still holds (DESIGN §4).
 */
import { concat, equalBytes } from '../bytes.ts';
import { lengthPrefixed, pad } from './framing.ts';
import { hkdf } from './hkdf.ts';
import { canonicalBytes, type Json } from './jcs.ts';
import type { Suite } from './suite.ts';

export const COMMITTED = ['actor', 'subject', 'request', 'outcome', 'row'] as const;
export type CommittedField = (typeof COMMITTED)[number];

type Mac = Pick<Suite, 'hmac'>;

/**
 * The secret of one entry; never stored.
 * @param key the key of (subject, register, year), or the organisation's key of the month where there is no subject.
 */
export const entrySecret = (key: Uint8Array, entryId: string, suite: Mac): Uint8Array =>
  hkdf({ key, info: lengthPrefixed('duecheck/entry/v1', entryId) }, suite);

/** Opens one field and no other: whoever has it can check a value that they are told, and nothing else. */
export const fieldSalt = (secret: Uint8Array, field: CommittedField, suite: Mac): Uint8Array =>
  suite.hmac(secret, lengthPrefixed('duecheck/salt/v1', field));

export interface Opening {
  readonly entryId: string;
  /** `outcome-class` stands inside the row (`row-commitment.ts`). */
  readonly field: CommittedField | 'outcome-class';
  /** `null` where the entry has no such part; the leaf does not show which it is. */
  readonly value: Json;
  readonly salt: Uint8Array;
}

/**
 * HMAC(salt, domain ‖ entry id ‖ field ‖ padded JCS(value)), the first three length-prefixed. The value is padded to
 * multiples of 256 bytes, so that the time it takes to commit or to open says little about its length.
 */
export const commit = ({ entryId, field, value, salt }: Opening, suite: Mac): Uint8Array =>
  suite.hmac(salt, concat(lengthPrefixed('duecheck/commitment/v1', entryId, field), pad(canonicalBytes(value))));

/** Whether a disclosed value and salt are what the commitment was made of. */
export const opens = (commitment: Uint8Array, opening: Opening, suite: Mac): boolean =>
  equalBytes(commit(opening, suite), commitment);
