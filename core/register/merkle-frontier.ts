/** The right edge of a growing tree: the roots of its largest perfect subtrees, enough to append and to know the root. */
import type { TreeHash } from './merkle-hash.ts';

export interface Frontier {
  readonly size: bigint;
  append(leafHash: Uint8Array): void;
  /** Appends 2^level leaves at once, given their root. @throws RangeError unless the size is a multiple of 2^level. */
  appendSubtree(root: Uint8Array, level: number): void;
  root(): Uint8Array;
  /** All that is needed to go on elsewhere. */
  save(): SavedFrontier;
}

export interface SavedFrontier {
  readonly size: bigint;
  /** Largest subtree first; one for each bit that is set in `size`. */
  readonly subtrees: readonly Uint8Array[];
}

export function createFrontier(tree: TreeHash, saved?: SavedFrontier): Frontier {
  let size = saved?.size ?? 0n;
  const subtrees: Uint8Array[] = [...(saved?.subtrees ?? [])];

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
    save: () => ({ size, subtrees: [...subtrees] }),
    root: () => (subtrees.length === 0 ? tree.empty : subtrees.reduceRight((right, left) => tree.node(left, right))),
  };
}

/** The root over leaf hashes that are all at hand. */
export function rootFromLeafHashes(leafHashes: Iterable<Uint8Array>, tree: TreeHash): Uint8Array {
  const frontier = createFrontier(tree);
  for (const hash of leafHashes) frontier.append(hash);
  return frontier.root();
}
