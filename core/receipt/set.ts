/** A set receipt holds one root over its members, so that its size does not grow with them (PROTOCOL, Receipt). */
import { fromBase64Url, toBase64Url } from '../bytes.ts';
import { lengthPrefixed } from '../register/framing.ts';
import { rootFromLeafHashes } from '../register/merkle-frontier.ts';
import { treeHash } from '../register/merkle-hash.ts';
import { proveInclusion } from '../register/merkle-proof.ts';
import { verifyInclusion } from '../register/merkle-verify.ts';
import type { Suite } from '../register/suite.ts';

/** One person under one case with a decision in effect. */
export interface SetEntry {
  /** base64url, of this receipt's `jti`. */
  readonly caseHash: string;
  readonly subjectCommitment: string;
  readonly checkId: string;
}

export interface SetMember extends SetEntry {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/** @param entries in the order in which they are kept; the proof of a member names its place. @returns base64url */
export const setDigest = (entries: readonly SetEntry[], suite: Suite): string =>
  toBase64Url(rootFromLeafHashes(leavesOf(entries, suite), treeHash(suite.hash)));

/** @throws RangeError for a place outside the set */
export function setMember(entries: readonly SetEntry[], index: number, suite: Suite): SetMember {
  const proof = proveInclusion(leavesOf(entries, suite), BigInt(index), BigInt(entries.length), treeHash(suite.hash));
  return { ...(entries[index] as SetEntry), index, proof };
}

/** Whether the entry is one of the `n` under the digest. Never throws. */
export function verifySetMember(set: { setDigest: string; n: number }, member: SetMember, suite: Suite): boolean {
  if (!Number.isSafeInteger(member.index)) return false;
  const tree = treeHash(suite.hash);
  const [leafHash] = leavesOf([member], suite);
  const claim = {
    index: BigInt(member.index),
    size: BigInt(set.n),
    leafHash: leafHash as Uint8Array,
    proof: member.proof,
  };
  return verifyInclusion({ ...claim, root: fromBase64Url(set.setDigest) }, tree);
}

function leavesOf(entries: readonly SetEntry[], suite: Suite): Uint8Array[] {
  const tree = treeHash(suite.hash);
  return entries.map(({ caseHash, subjectCommitment, checkId }) =>
    tree.leaf(lengthPrefixed('duecheck/set/v1', caseHash, subjectCommitment, checkId)),
  );
}
