/**
 * Which subtrees prove what (RFC 6962 §2.1.1 and §2.1.2), apart from where their hashes come from: a list in memory, or
 * tiles that must be fetched first.
 */
import { createFrontier } from './merkle-frontier.ts';
import type { TreeHash } from './merkle-hash.ts';

/** Leaves `start` ≤ i < `end` of the tree, one element of a proof. */
export interface Span {
  readonly start: bigint;
  readonly end: bigint;
}

/** The perfect subtree over leaves `index·2^level` ≤ i < `(index+1)·2^level`. */
export interface NodeId {
  readonly level: number;
  readonly index: bigint;
}

/** @returns the spans from the leaf's sibling up. @throws RangeError unless 0 ≤ index < size. */
export function inclusionSpans(index: bigint, size: bigint): Span[] {
  if (index < 0n || index >= size) throw new RangeError('no such leaf');
  const spans: Span[] = [];
  let [start, end] = [0n, size];
  while (end - start > 1n) {
    const middle = start + splitAt(end - start);
    if (index < middle) {
      spans.push({ start: middle, end });
      end = middle;
    } else {
      spans.push({ start, end: middle });
      start = middle;
    }
  }
  return spans.reverse();
}

/** @returns the spans that prove that the tree of `newSize` extends the one of `oldSize`. @throws RangeError unless 0 < oldSize ≤ newSize. */
export function consistencySpans(oldSize: bigint, newSize: bigint): Span[] {
  if (oldSize <= 0n || oldSize > newSize) throw new RangeError('no such pair of sizes');
  const spans: Span[] = [];
  let [start, end] = [0n, newSize];
  while (oldSize !== end) {
    const middle = start + splitAt(end - start);
    if (oldSize <= middle) {
      spans.push({ start: middle, end });
      end = middle;
    } else {
      spans.push({ start, end: middle });
      start = middle;
    }
  }
  // The verifier already holds the old root; it needs its last subtree only where that is not the whole old tree.
  if (start > 0n) spans.push({ start, end });
  return spans.reverse();
}

/** The perfect subtrees that make up a span, largest first. */
export function nodesOf(span: Span): NodeId[] {
  const nodes: NodeId[] = [];
  for (let start = span.start; start < span.end; ) {
    const level = bitLength(span.end - start) - 1;
    nodes.push({ level, index: start >> BigInt(level) });
    start += 1n << BigInt(level);
  }
  return nodes;
}

/** Hashes each span, given the hash of any perfect subtree. */
export function proofFrom(spans: readonly Span[], node: (id: NodeId) => Uint8Array, tree: TreeHash): Uint8Array[] {
  return spans.map((span) =>
    nodesOf(span)
      .map(node)
      .reduceRight((right, left) => tree.node(left, right)),
  );
}

/** A node's hash from leaf hashes that are all at hand. */
export const nodeFromLeafHashes =
  (leafHashes: readonly Uint8Array[], tree: TreeHash) =>
  ({ level, index }: NodeId): Uint8Array => {
    const frontier = createFrontier(tree);
    const start = Number(index << BigInt(level));
    for (let i = start; i < start + 2 ** level; i++) frontier.append(leafHashes[i] as Uint8Array);
    return frontier.root();
  };

export const proveInclusion = (
  leafHashes: readonly Uint8Array[],
  index: bigint,
  size: bigint,
  tree: TreeHash,
): Uint8Array[] =>
  proofFrom(inclusionSpans(index, atMost(leafHashes, size)), nodeFromLeafHashes(leafHashes, tree), tree);

export const proveConsistency = (
  leafHashes: readonly Uint8Array[],
  oldSize: bigint,
  newSize: bigint,
  tree: TreeHash,
): Uint8Array[] =>
  proofFrom(consistencySpans(oldSize, atMost(leafHashes, newSize)), nodeFromLeafHashes(leafHashes, tree), tree);

function atMost(leafHashes: readonly Uint8Array[], size: bigint): bigint {
  if (size > BigInt(leafHashes.length)) throw new RangeError('the tree is smaller');
  return size;
}

/** The largest power of two below n, for n > 1. */
const splitAt = (n: bigint): bigint => 1n << BigInt(bitLength(n - 1n) - 1);

const bitLength = (n: bigint): number => n.toString(2).length;
