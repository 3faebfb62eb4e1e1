/** Where a tree's tiles and entry bundles are found: C2SP tlog-tiles. */
import { DuecheckError } from '../errors.ts';

/** Tiles are 2^8 hashes wide; C2SP fixes that. */
export const TILE_HEIGHT = 8n;
export const TILE_WIDTH = 256;

export interface TileId {
  /** 0 to 63, or the bundles of entries under level 0. */
  readonly level: number | 'entries';
  readonly index: bigint;
  /** Hashes in a partial tile, 1 to 255; 256 for a full one. */
  readonly width: number;
}

export type TilePathCode = 'bad-tile-path';

/** @example tilePath({ level: 0, index: 1234067n, width: 8 }) // 'tile/0/x001/x234/067.p/8' */
export function tilePath({ level, index, width }: TileId): string {
  const digits = index.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) as string[];
  const last = groups.pop() as string;
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${groups.map((group) => `x${group}/`).join('')}${last}${partial}`;
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const MAX_INDEX = (1n << 64n) - 1n;

/** The one spelling of each path only. @throws DuecheckError `bad-tile-path` */
export function parseTilePath(path: string): TileId {
  const match = PATH.exec(path);
  if (match) {
    const [, level, groups, width] = match as unknown as [string, string, string, string | undefined];
    const tile: TileId = {
      level: level === 'entries' ? level : Number(level),
      index: BigInt(groups.replaceAll(/[x/]/g, '')),
      width: width === undefined ? TILE_WIDTH : Number(width),
    };
    const inRange =
      tile.index <= MAX_INDEX &&
      (tile.level === 'entries' || tile.level < 64) &&
      (width === undefined || tile.width < TILE_WIDTH);
    if (inRange && tilePath(tile) === path) return tile;
  }
  throw new DuecheckError<TilePathCode>('bad-tile-path', 'not a tile path of C2SP tlog-tiles');
}

/** How many hashes of this tile exist in a tree of that size: 0 to 256. */
export function tileWidth(level: number, index: bigint, size: bigint): number {
  const hashes = (size >> (TILE_HEIGHT * BigInt(level))) - (index << TILE_HEIGHT);
  return hashes <= 0n ? 0 : hashes >= 256n ? TILE_WIDTH : Number(hashes);
}

/** The bundle that holds one entry, as wide as the tree allows. @throws RangeError unless entry < size. */
export function bundleOf(entry: bigint, size: bigint): TileId {
  if (entry < 0n || entry >= size) throw new RangeError('no such entry');
  const index = entry >> TILE_HEIGHT;
  return { level: 'entries', index, width: tileWidth(0, index, size) };
}

export interface LevelTiles {
  readonly level: number;
  readonly full: bigint;
  /** Width of the partial tile, 0 if there is none. */
  readonly partial: number;
}

/** What tiles a tree of this size consists of, level by level from the leaves up. */
export function tileSet(size: bigint): LevelTiles[] {
  const levels: LevelTiles[] = [];
  for (let hashes = size; hashes > 0n; hashes >>= TILE_HEIGHT)
    levels.push({ level: levels.length, full: hashes >> TILE_HEIGHT, partial: Number(hashes & 255n) });
  return levels;
}
