/** Fetching tiles through a port, with what C2SP lets a log do about partial ones. */
import { DuecheckError } from '../errors.ts';
import { HASH_BYTES } from './suite.ts';
import { formatBundle, parseBundle } from './tile-bundle.ts';
import { TILE_WIDTH, type TileId, tilePath } from './tile-paths.ts';

/** @returns the bytes under that path, or `undefined` where there are none (404). Other faults reject. */
export type FetchTile = (path: string) => Promise<Uint8Array | undefined>;

export type TileCode = 'tile-missing' | 'tile-malformed';

/**
 * A tile or bundle, exactly `tile.width` wide. A log may drop a partial tile once the full one exists, so the full one
 * is tried next and cut.
 * @returns undefined if neither is there. Hashes are not yet verified.
 */
export async function fetchTileOrFull(tile: TileId, fetchTile: FetchTile): Promise<Uint8Array | undefined> {
  const bytes = await fetchTile(tilePath(tile));
  if (bytes || tile.width === TILE_WIDTH) return bytes;
  const full = await fetchTile(tilePath({ ...tile, width: TILE_WIDTH }));
  if (!full) return undefined;
  return tile.level === 'entries' ? firstEntries(full, tile.width) : full.subarray(0, tile.width * HASH_BYTES);
}

/** @throws DuecheckError `tile-missing`, `tile-malformed` (wrong length) */
export async function fetchHashes(tile: TileId, fetchTile: FetchTile): Promise<Uint8Array> {
  const bytes = await fetchTileOrFull(tile, fetchTile);
  if (!bytes) throw new DuecheckError<TileCode>('tile-missing', `${tilePath(tile)} is missing`);
  if (bytes.length !== tile.width * HASH_BYTES)
    throw new DuecheckError<TileCode>('tile-malformed', `${tilePath(tile)} has ${bytes.length} bytes`);
  return bytes;
}

/** Leaves a bundle that cannot be read as it is, so that whoever reads it says which one it was. */
function firstEntries(bundle: Uint8Array, width: number): Uint8Array {
  try {
    return formatBundle(parseBundle(bundle).slice(0, width));
  } catch {
    return bundle;
  }
}
