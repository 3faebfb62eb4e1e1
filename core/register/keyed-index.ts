/** Searching without storing what is searched for: an HMAC under a pepper that lives outside the database. */
import { toBase64Url } from '../bytes.ts';
import { lengthPrefixed } from './framing.ts';
import type { Suite } from './suite.ts';

declare const keyed: unique symbol;
/** 43 characters of base64url. Equal where the parts, the use and the pepper's version are. */
export type KeyedIndex = string & { readonly [keyed]: true };

export const INDEX_USES = ['subject', 'case', 'surname', 'name', 'expect-subject', 'request'] as const;
export type IndexUse = (typeof INDEX_USES)[number];

/**
 * @param pepper 32 random bytes, versioned; store the version beside the result.
 * @param use keeps columns apart: a name that equals a case number gives another index.
 * @param parts normalised already (`parseIdentity(…).canonical`, `normaliseName`); for `subject` kind and number.
 */
export const keyedIndex = (
  pepper: Uint8Array,
  use: IndexUse,
  parts: readonly string[],
  suite: Pick<Suite, 'hmac'>,
): KeyedIndex => toBase64Url(keyedIndexBytes(pepper, use, parts, suite)) as KeyedIndex;

/** The same, as the 32 bytes. */
export const keyedIndexBytes = (
  pepper: Uint8Array,
  use: IndexUse,
  parts: readonly string[],
  suite: Pick<Suite, 'hmac'>,
): Uint8Array => suite.hmac(pepper, lengthPrefixed('duecheck/index/v1', use, ...parts));
