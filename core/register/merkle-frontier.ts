/** The right edge of a growing tree: the roots of its largest perfect subtrees, enough to append and to know the root. */
import type { TreeHash } from './merkle-hash.ts';

export interface Frontier {
  readonly size: bigint;
  append(leafHash: Uint8Array): void;
  /** Appends 2^level leaves at once, given their root. @throws RangeError unless the size is a multiple of 2^level. */
  appendSubtree(root: Uint8Array, level: number): void;
  root(): Uint8Array;
}

export function createFrontier(tree: TreeHash): Frontier {
  let size = 0n;
  /** Largest subtree first; one for each bit that is set in `size`. */
  const subtrees: Uint8Array[] = [];

  const appendSubtree = (root: Uint8Array, level: number): void => {
    let rest = size >> BigInt(level);
    if (rest << BigInt(level) !== size) throw new RangeError('subtree is not aligned');
    subtrees.push(root);
    size += 1n << BigInt(level);
    for (; rest & 1n; rest >>= 1n) {
      const right = subtrees.pop() as Uint8Array;
      const left = subtrees.pop() as Uint8Array;
      subtrees.push(tree.node(left, right));
    }
  };

  return {
    get size() {
      return size;
    },
    append: (leafHash) => appendSubtree(leafHash, 0),
    appendSubtree,
    root: () => (subtrees.length === 0 ? tree.empty : subtrees.reduceRight((right, left) => tree.node(left, right))),
  };
}

/** The root over leaf hashes that are all at hand. */
export function rootFromLeafHashes(leafHashes: Iterable<Uint8Array>, tree: TreeHash): Uint8Array {
  const frontier = createFrontier(tree);
  for (const hash of leafHashes) frontier.append(hash);
  return frontier.root();
}
