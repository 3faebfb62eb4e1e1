/** The leaf: all of an entry that is public. RFC 8785 JSON, so that its bytes can be rebuilt from its members. */
import * as z from 'zod/mini';
import { equalBytes, fromBase64Url, fromUtf8, toBase64Url } from '../bytes.ts';
import type { Id } from '../contract/ids.ts';
import { DuecheckError } from '../errors.ts';
import { COMMITTED, type CommittedField, opens } from './commitment.ts';
import { ENTRY_TYPES } from './entry-types.ts';
import { canonicalBytes, type Json } from './jcs.ts';
import { SUITE_IDS, type Suite } from './suite.ts';

const UUID_V7 = /^ent_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** 32 bytes in base64url; the last character carries four bits only. */
export const Digest = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

export const EntryId = z.string().check(z.regex(UUID_V7)) as unknown as z.ZodMiniType<Id<'ent'>, string>;
export type EntryId = Id<'ent'>;

/** When it was made, by its gateway's clock, in milliseconds: the first 48 bits of a UUIDv7 (RFC 9562 §5.7). */
export const entryTime = (id: EntryId): number => Number.parseInt(id.slice(4, 12) + id.slice(13, 17), 16);

export const Leaf = z.strictObject({
  v: z.literal(1),
  suite: z.enum(SUITE_IDS),
  id: EntryId,
  type: z.enum(ENTRY_TYPES),
  commitments: z.strictObject({ actor: Digest, subject: Digest, request: Digest, outcome: Digest, row: Digest }),
});
export type Leaf = z.infer<typeof Leaf>;

export type LeafCode = 'bad-leaf';

export const leafBytes = (leaf: Leaf): Uint8Array<ArrayBuffer> => canonicalBytes(leaf);

/** @throws DuecheckError `bad-leaf`: not such an object, or not in its canonical bytes */
export function parseLeaf(bytes: Uint8Array): Leaf {
  try {
    const leaf = Leaf.parse(JSON.parse(fromUtf8(bytes)));
    if (equalBytes(leafBytes(leaf), bytes)) return leaf;
  } catch (cause) {
    throw new DuecheckError<LeafCode>('bad-leaf', 'not a leaf of this register', { cause });
  }
  throw new DuecheckError<LeafCode>('bad-leaf', 'the leaf is not canonical');
}

/** Whether this leaf commits to the value under the disclosed salt. */
export const openCommitment = (
  leaf: Leaf,
  field: CommittedField,
  value: Json,
  salt: Uint8Array,
  suite: Suite,
): boolean =>
  leaf.suite === suite.id &&
  opens(fromBase64Url(leaf.commitments[field]), { entryId: leaf.id, field, value, salt }, suite);

/** @param commit makes one field's commitment. */
export function commitments(commit: (field: CommittedField) => Uint8Array): Leaf['commitments'] {
  return Object.fromEntries(COMMITTED.map((field) => [field, toBase64Url(commit(field))])) as Leaf['commitments'];
}
