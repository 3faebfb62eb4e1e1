import {
  type FetchTile,
  fetchTileOrFull,
  type Leaf,
  parseLeaf,
  proveInclusionFromTiles,
  TILE_WIDTH,
  type TreeHash,
  verifyInclusion,
} from '@duecheck/core/register';
import { leavesOf } from './row-comparison.ts';

export interface AuditedLog {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly fetchTile: FetchTile;
}

/** The leaf at a place, as it lies under that log's signed root. @returns undefined where the log cannot show it */
export async function leafAt(log: AuditedLog, index: bigint, tree: TreeHash): Promise<Leaf | undefined> {
  if (index < 0n || index >= log.size) return undefined;
  const width = Number(index % BigInt(TILE_WIDTH)) + 1;
  try {
    const tile = { level: 'entries', index: index / BigInt(TILE_WIDTH), width } as const;
    const leaf = leavesOf((await fetchTileOrFull(tile, log.fetchTile)) ?? new Uint8Array(0))[width - 1];
    if (leaf === undefined) return undefined;
    const proof = await proveInclusionFromTiles({ ...log, tree }, index);
    const claim = { index, size: log.size, leafHash: tree.leaf(leaf), proof, root: log.root };
    return verifyInclusion(claim, tree) ? parseLeaf(leaf) : undefined;
  } catch (error) {
    // A gateway that does not answer is another matter.
    if (['bad-leaf', 'tile-missing', 'tile-malformed'].includes(String((error as { code?: string }).code)))
      return undefined;
    throw error;
  }
}
