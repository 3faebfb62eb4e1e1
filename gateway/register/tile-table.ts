/**
 * Tiles and entry bundles as rows that are only ever inserted. A tile that grows gets a further part, never a new version:
 * each byte is written once, and every width that was ever served can be served again (C2SP tlog-tiles lets a client
 * ask for `.p/W` for any size it holds a checkpoint of). Whole partial tiles instead would write a bundle's 100 KiB
 * anew for each batch.
 */
import {
  type FetchTile,
  formatBundle,
  type Growth,
  HASH_BYTES,
  parseBundle,
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  type TileId,
  type TreeEdge,
  tilePath,
} from '@duecheck/core/register';
import type { Database, Trx } from '../store/database.ts';

/** Where a tile is kept, whatever its width. */
const wholePath = (tile: TileId): string => tilePath({ ...tile, width: TILE_WIDTH });

/** @returns a reader of one log's tiles; undefined where the tile is not that wide (yet). */
export const tilesOf =
  (db: Database | Trx, origin: string): FetchTile =>
  async (path) => {
    const tile = parseTilePath(path);
    const parts = await db
      .selectFrom('register_tile')
      .select('data')
      .where('origin', '=', origin)
      .where('path', '=', wholePath(tile))
      .orderBy('first')
      .execute();
    if (parts.length === 0) return undefined;
    return cut(tile, Buffer.concat(parts.map((part) => part.data)));
  };

/** The same, where what is asked for at once is one question: a proof takes a tile of each level, and each costs a connection otherwise. */
export function tilesTogether(db: Database, origin: string): FetchTile {
  let asking: { readonly paths: Set<string>; readonly found: Promise<ReadonlyMap<string, Uint8Array[]>> } | undefined;
  const ask = () => {
    const paths = new Set<string>();
    const found = Promise.resolve().then(() => {
      asking = undefined;
      return readParts(db, origin, [...paths]);
    });
    return { paths, found };
  };
  return async (path) => {
    const tile = parseTilePath(path);
    asking ??= ask();
    const { paths, found } = asking;
    paths.add(wholePath(tile));
    const parts = (await found).get(wholePath(tile));
    return parts && cut(tile, Buffer.concat(parts));
  };
}

async function readParts(db: Database, origin: string, paths: readonly string[]): Promise<Map<string, Uint8Array[]>> {
  const rows = await db
    .selectFrom('register_tile')
    .select(['path', 'data'])
    .where('origin', '=', origin)
    .where('path', 'in', paths)
    .orderBy('path')
    .orderBy('first')
    .execute();
  const parts = new Map<string, Uint8Array[]>();
  for (const { path, data } of rows) parts.set(path, [...(parts.get(path) ?? []), data]);
  return parts;
}

function cut(tile: TileId, bytes: Uint8Array): Uint8Array | undefined {
  if (tile.level !== 'entries') {
    const length = tile.width * HASH_BYTES;
    return bytes.length < length ? undefined : bytes.subarray(0, length);
  }
  const entries = parseBundle(bytes);
  if (entries.length < tile.width) return undefined;
  return entries.length === tile.width ? bytes : formatBundle(entries.slice(0, tile.width));
}

/** Writes what is new at this size. A second writer at the same place fails on the primary key. */
export async function insertTiles(trx: Trx, origin: string, edge: TreeEdge, growth: Growth): Promise<void> {
  const rows = growth.files.map(({ path, bytes }) => {
    const tile = parseTilePath(path);
    const written = bytesWritten(edge, tile);
    return { origin, path: wholePath(tile), first: written, data: bytes.subarray(written) };
  });
  if (rows.length > 0) await trx.insertInto('register_tile').values(rows).execute();
}

/** How much of a tile the edge holds already; 0 for one that begins now. */
function bytesWritten(edge: TreeEdge, tile: TileId): number {
  const level = tile.level === 'entries' ? 0 : tile.level;
  if (tile.index !== edge.size >> (TILE_HEIGHT * BigInt(level + 1))) return 0;
  if (tile.level === 'entries') return edge.entries.reduce((n, entry) => n + 2 + entry.length, 0);
  return edge.levels[level]?.length ?? 0;
}
