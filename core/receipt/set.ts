/** A set receipt holds one root over its members, so that its size does not grow with them (PROTOCOL, Receipt). */
import { fromBase64Url, toBase64Url } from '../bytes.ts';
import { lengthPrefixed } from '../register/framing.ts';
import { rootFromLeafHashes } from '../register/merkle-frontier.ts';
import { type TreeHash, treeHash } from '../register/merkle-hash.ts';
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

/** Every member with its proof, in the order of the entries: each node of the tree is hashed once, however many members. */
export function setMembers(entries: readonly SetEntry[], suite: Suite): SetMember[] {
  const levels = levelsOf(leavesOf(entries, suite), treeHash(suite.hash));
  return entries.map((entry, index) => ({ ...entry, index, proof: proofIn(levels, index) }));
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

/** From the leaves up. The last of an odd row rises as it is, which is RFC 6962's split at the largest power of two. */
function levelsOf(leaves: readonly Uint8Array[], tree: TreeHash): Uint8Array[][] {
  const levels = [[...leaves]];
  for (let row = levels[0] as Uint8Array[]; row.length > 1; levels.push(row)) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) above.push(tree.node(row[i] as Uint8Array, row[i + 1] as Uint8Array));
    if (row.length % 2 === 1) above.push(row.at(-1) as Uint8Array);
    row = above;
  }
  return levels;
}

/** The sibling at each level; the last of an odd row has none. */
const proofIn = (levels: readonly Uint8Array[][], index: number): Uint8Array[] =>
  levels.flatMap((row, level) => row[(index >> level) ^ 1] ?? []);
