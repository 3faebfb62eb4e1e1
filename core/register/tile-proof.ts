/** Proofs and the root, read out of tiles. */
import { createFrontier } from './merkle-frontier.ts';
import { perfectRoot, type TreeHash } from './merkle-hash.ts';
import { consistencySpans, inclusionSpans, type NodeId, nodesOf, proofFrom, type Span } from './merkle-proof.ts';
import { HASH_BYTES } from './suite.ts';
import { type FetchTile, fetchHashes } from './tile-fetch.ts';
import { TILE_HEIGHT, type TileId, tilePath, tileWidth } from './tile-paths.ts';

export interface TiledTree {
  readonly size: bigint;
  readonly fetchTile: FetchTile;
  readonly tree: TreeHash;
}

/** Rejects with RangeError for an index outside the tree, with DuecheckError `tile-missing`, `tile-malformed` */
export const proveInclusionFromTiles = async (from: TiledTree, index: bigint): Promise<Uint8Array[]> =>
  prove(from, inclusionSpans(index, from.size));

/** That the tree extends the one of `oldSize`. An old size of 0 takes the empty proof (C2SP tlog-witness). */
export const proveConsistencyFromTiles = async (from: TiledTree, oldSize: bigint): Promise<Uint8Array[]> =>
  oldSize === 0n ? [] : prove(from, consistencySpans(oldSize, from.size));

/** The root that the right-most tiles add up to; compare it with the checkpoint's. */
export async function rootFromTiles(from: TiledTree): Promise<Uint8Array> {
  const nodes = nodesOf({ start: 0n, end: from.size });
  const node = await nodeReader(from, nodes);
  const frontier = createFrontier(from.tree);
  for (const id of nodes) frontier.appendSubtree(node(id), id.level);
  return frontier.root();
}

async function prove(from: TiledTree, spans: readonly Span[]): Promise<Uint8Array[]> {
  return proofFrom(spans, await nodeReader(from, spans.flatMap(nodesOf)), from.tree);
}

/** Fetches each tile once, all in parallel, then answers for the nodes that they hold. */
async function nodeReader(
  { size, fetchTile, tree }: TiledTree,
  nodes: readonly NodeId[],
): Promise<(id: NodeId) => Uint8Array> {
  const tiles = new Map<string, Promise<Uint8Array>>();
  for (const id of nodes) {
    const { tile } = locate(id, size);
    const path = tilePath(tile);
    if (!tiles.has(path)) tiles.set(path, fetchHashes(tile, fetchTile));
  }
  const fetched = new Map(await Promise.all([...tiles].map(async ([path, bytes]) => [path, await bytes] as const)));
  return (id) => {
    const { tile, from, to } = locate(id, size);
    return perfectRoot((fetched.get(tilePath(tile)) as Uint8Array).subarray(from * HASH_BYTES, to * HASH_BYTES), tree);
  };
}

/** The tile that holds a node's subtree, and which of its hashes are below the node. */
function locate({ level, index }: NodeId, size: bigint): { tile: TileId; from: number; to: number } {
  const tileLevel = Math.floor(level / Number(TILE_HEIGHT));
  const span = 1n << (BigInt(level) % TILE_HEIGHT);
  const first = index * span;
  const tile = first >> TILE_HEIGHT;
  const from = Number(first & 255n);
  return {
    tile: { level: tileLevel, index: tile, width: tileWidth(tileLevel, tile, size) },
    from,
    to: from + Number(span),
  };
}
