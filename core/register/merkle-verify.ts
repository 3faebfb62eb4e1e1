/** Verification of proofs (RFC 9162 §2.1.3.2 and §2.1.4.2). Sizes are bigint: proofs for trees near 2^64 are checked too. */
import { equalBytes } from '../bytes.ts';
import type { TreeHash } from './merkle-hash.ts';

export interface InclusionClaim {
  readonly index: bigint;
  readonly size: bigint;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly oldSize: bigint;
  readonly newSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the leaf stands at `index` in the tree of that size and root. */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim, tree: TreeHash): boolean {
  if (index < 0n || index >= size || leafHash.length !== tree.empty.length) return false;
  let [at, last] = [index, size - 1n];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n || sibling.length !== leafHash.length) return false;
    if (at & 1n || at === last) {
      hash = tree.node(sibling, hash);
      // At the ragged right edge the node is carried up until it is a right child again.
      while (!(at & 1n) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      hash = tree.node(hash, sibling);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && equalBytes(hash, root);
}

/** Whether the newer tree keeps every leaf of the older one. An older size of 0 proves nothing and is refused. */
export function verifyConsistency(claim: ConsistencyClaim, tree: TreeHash): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (oldSize <= 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (proof.length === 0) return false;
  let [at, last] = [oldSize - 1n, newSize - 1n];
  while (at & 1n) [at, last] = [at >> 1n, last >> 1n];
  // at === 0: the old tree is one perfect subtree, whose hash the verifier holds already.
  const [seed, ...rest] = at === 0n ? [oldRoot, ...proof] : proof;
  let [older, newer] = [seed as Uint8Array, seed as Uint8Array];
  for (const sibling of rest) {
    if (last === 0n || sibling.length !== newRoot.length) return false;
    if (at & 1n || at === last) {
      older = tree.node(sibling, older);
      newer = tree.node(sibling, newer);
      while (!(at & 1n) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      newer = tree.node(newer, sibling);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && equalBytes(older, oldRoot) && equalBytes(newer, newRoot);
}
