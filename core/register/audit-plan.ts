/** The order in which an audit reads a tree: every tile as soon as all below it was read, so that memory stays flat. */
import { TILE_HEIGHT, type TileId, tileWidth } from './tile-paths.ts';

/**
 * @param from an entry that begins a tile of leaf hashes: what lies before it was read already
 * @returns for each tile of leaf hashes: the tile, its bundle, then the tiles above that it completes.
 */
export function* auditPlan(size: bigint, from = 0n): Generator<TileId> {
  const last = (size - 1n) >> TILE_HEIGHT;
  for (let index = from >> TILE_HEIGHT; index <= last; index++) {
    const width = tileWidth(0, index, size);
    yield { level: 0, index, width };
    yield { level: 'entries', index, width };
    let below = index;
    for (let level = 1; size >> (TILE_HEIGHT * BigInt(level)) > 0n; level++) {
      // Short of the right edge a tile is complete with its 256th child only; at the edge every level ends here.
      if (index !== last && (below & 255n) !== 255n) break;
      below >>= TILE_HEIGHT;
      const above = tileWidth(level, below, size);
      if (above > 0) yield { level, index: below, width: above };
    }
  }
}
