/**
 * What a log writes when it grows. The edge of the tree is its open tiles, one a level, and the open bundle; they hold
 * all that appending needs, so a sequencer keeps no other state and can check them against the last signed root.
 */
import { concat } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { createFrontier } from './merkle-frontier.ts';
import { joinHashes, perfectRoot, type TreeHash } from './merkle-hash.ts';
import { HASH_BYTES } from './suite.ts';
import { formatBundle, parseBundle } from './tile-bundle.ts';
import { type FetchTile, fetchHashes, fetchTileOrFull, type TileCode } from './tile-fetch.ts';
import { TILE_HEIGHT, TILE_WIDTH, type TileId, tilePath, tileSet } from './tile-paths.ts';

export interface TreeEdge {
  readonly size: bigint;
  /** Per level from the leaves up: the hashes of the open tile, 0 to 255 of them. */
  readonly levels: readonly Uint8Array[];
  /** The entries of the open bundle, 0 to 255 of them. */
  readonly entries: readonly Uint8Array[];
}

export interface TileFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const EMPTY_EDGE: TreeEdge = { size: 0n, levels: [], entries: [] };

/** Reads the edge back from storage. @throws DuecheckError `tile-missing`, `tile-malformed`, `bad-bundle` */
export async function loadEdge(size: bigint, fetchTile: FetchTile): Promise<TreeEdge> {
  const levels = await Promise.all(
    tileSet(size).map(({ level, full, partial }) =>
      partial === 0 ? new Uint8Array(0) : fetchHashes({ level, index: full, width: partial }, fetchTile),
    ),
  );
  const width = Number(size & 255n);
  if (width === 0) return { size, levels, entries: [] };
  const id: TileId = { level: 'entries', index: size >> TILE_HEIGHT, width };
  const bundle = await fetchTileOrFull(id, fetchTile);
  if (!bundle) throw new DuecheckError<TileCode>('tile-missing', `${tilePath(id)} is missing`);
  const entries = parseBundle(bundle);
  if (entries.length !== width)
    throw new DuecheckError<TileCode>('tile-malformed', `${tilePath(id)} has ${entries.length} entries`);
  return { size, levels, entries };
}

/** The root of the tree whose edge this is. */
export function edgeRoot(edge: TreeEdge, tree: TreeHash): Uint8Array {
  const frontier = createFrontier(tree);
  edge.levels
    .map((hashes, level) => ({ hashes, level }))
    .reverse()
    .forEach(({ hashes, level }) => {
      for (let at = 0; at < hashes.length; at += HASH_BYTES)
        frontier.appendSubtree(hashes.subarray(at, at + HASH_BYTES), level * Number(TILE_HEIGHT));
    });
  return frontier.root();
}

export interface Growth {
  readonly edge: TreeEdge;
  readonly root: Uint8Array;
  /** Every tile and bundle that is new at this size, full ones and the partial ones that a checkpoint here needs. */
  readonly files: readonly TileFile[];
}

/** Appends leaves (their data, not their hashes). Changes nothing that it is given. */
export function grow(edge: TreeEdge, leaves: readonly Uint8Array[], tree: TreeHash): Growth {
  const files: TileFile[] = [];
  const write = (id: TileId, bytes: Uint8Array) => files.push({ path: tilePath(id), bytes });

  const entries = [...edge.entries, ...leaves];
  const firstBundle = edge.size >> TILE_HEIGHT;
  const wholeBundles = Math.floor(entries.length / TILE_WIDTH);
  for (let i = 0; i < wholeBundles; i++)
    write(
      { level: 'entries', index: firstBundle + BigInt(i), width: TILE_WIDTH },
      formatBundle(entries.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)),
    );
  const open = entries.slice(wholeBundles * TILE_WIDTH);
  if (leaves.length > 0 && open.length > 0)
    write({ level: 'entries', index: firstBundle + BigInt(wholeBundles), width: open.length }, formatBundle(open));

  const levels: Uint8Array[] = [...edge.levels];
  let arriving = leaves.map((leaf) => tree.leaf(leaf));
  for (let level = 0; arriving.length > 0; level++) {
    const first = edge.size >> (TILE_HEIGHT * BigInt(level + 1));
    const hashes = concat(levels[level] ?? new Uint8Array(0), joinHashes(arriving));
    const tileBytes = TILE_WIDTH * HASH_BYTES;
    const whole = Math.floor(hashes.length / tileBytes);
    arriving = [];
    for (let i = 0; i < whole; i++) {
      const bytes = hashes.subarray(i * tileBytes, (i + 1) * tileBytes);
      write({ level, index: first + BigInt(i), width: TILE_WIDTH }, bytes);
      arriving.push(perfectRoot(bytes, tree));
    }
    const rest = hashes.slice(whole * tileBytes);
    levels[level] = rest;
    if (rest.length > 0) write({ level, index: first + BigInt(whole), width: rest.length / HASH_BYTES }, rest);
  }

  const grown: TreeEdge = { size: edge.size + BigInt(leaves.length), levels, entries: open };
  return { edge: grown, root: edgeRoot(grown, tree), files };
}
