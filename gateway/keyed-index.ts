/**
 * Keyed indexes: what persons and cases are found by, without the number being in the database. HMAC under a versioned
 * pepper that lives outside it: a plain hash could be searched, since the number space is small (IDS §0.4).
 */
import { toHex } from '@duecheck/core/bytes';
import { type IndexUse, keyedIndexBytes, type Suite } from '@duecheck/core/register';

export interface KeyedIndex {
  /** Of the canonical key's kind and number. */
  subject(kind: string, number: string): Uint8Array;
  case(organisation: string, decisionPoint: string, key: string): Uint8Array;
  /** For what must be compared and not read. */
  request(...parts: readonly string[]): Uint8Array;
  /** Unkeyed, for digests of what the reader has anyway. Hex. */
  digest(bytes: Uint8Array): string;
}

export function createKeyedIndex(suite: Suite, pepper: Uint8Array): KeyedIndex {
  const keyed = (use: IndexUse, parts: readonly string[]) => keyedIndexBytes(pepper, use, parts, suite);
  return {
    subject: (kind, number) => keyed('subject', [kind, number]),
    case: (organisation, decisionPoint, key) => keyed('case', [organisation, decisionPoint, key]),
    request: (...parts) => keyed('request', parts),
    digest: (bytes) => toHex(suite.hash(bytes)),
  };
}
