/**
 * The pure part of an audit: takes tiles and bundles in the order of `auditPlan` and says what does not fit. The tree is
 * rolled up from the leaf-hash tiles, so that one altered entry is named alone and does not hide the next.
 */
import { equalBytes } from '../bytes.ts';
import { createFrontier, type SavedFrontier } from './merkle-frontier.ts';
import { joinHashes, perfectRoot, type TreeHash } from './merkle-hash.ts';
import { HASH_BYTES } from './suite.ts';
import { parseBundle } from './tile-bundle.ts';
import { TILE_HEIGHT, TILE_WIDTH, type TileId, tilePath } from './tile-paths.ts';

/** A head that was seen before, kept outside the log's reach. */
export interface KnownHead {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

/** What an audit found. `entry` is an index in the log; ranges are inclusive. */
export type AuditFailure =
  | { readonly code: 'entry-altered'; readonly entry: bigint }
  | { readonly code: 'entry-missing'; readonly entry: bigint }
  | {
      readonly code: 'bundle-malformed' | 'tile-malformed' | 'tile-missing';
      readonly path: string;
      readonly first: bigint;
      readonly last: bigint;
    }
  | { readonly code: 'tile-altered'; readonly path: string; readonly first: bigint; readonly last: bigint }
  | { readonly code: 'root-mismatch'; readonly size: bigint }
  | { readonly code: 'rollback'; readonly size: bigint; readonly known: bigint }
  | { readonly code: 'fork'; readonly known: bigint }
  | { readonly code: 'wrong-origin' };

/** Sees each entry as it is read, whether or not it fits. */
export type OnEntry = (index: bigint, leaf: Uint8Array) => void;

export interface TreeAudit {
  /** @param bytes undefined where the log has nothing under that path. */
  take(tile: TileId, bytes: Uint8Array | undefined): void;
  /** Call once everything in the plan was taken. */
  finish(): readonly AuditFailure[];
  /** Between two steps of the plan, before the next tile of leaf hashes. */
  save(): SavedTreeAudit;
}

/** As far as an audit came. What was read is bound by the frontier: the rest has to add up to a root with it, whatever head is signed by then. */
export interface SavedTreeAudit {
  readonly frontier: SavedFrontier;
  /** Per level: roots of the full tiles below that wait for the tile that holds them. */
  readonly waiting: readonly (readonly Uint8Array[])[];
  /** The root at the size of the head seen before, once that was passed. */
  readonly knownRoot: Uint8Array | undefined;
  readonly failures: readonly AuditFailure[];
}

export interface TreeAuditInput {
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly known?: { readonly size: bigint; readonly root: Uint8Array } | undefined;
  readonly tree: TreeHash;
  readonly onEntry?: OnEntry | undefined;
  readonly saved?: SavedTreeAudit | undefined;
}

export function createTreeAudit({ size, root, known, tree, onEntry, saved }: TreeAuditInput): TreeAudit {
  const failures: AuditFailure[] = [...(saved?.failures ?? [])];
  const frontier = createFrontier(tree, saved?.frontier);
  const waiting: Uint8Array[][] = (saved?.waiting ?? []).map((roots) => [...roots]);
  let leafTile: Uint8Array | undefined;
  let knownRoot = known?.size === 0n ? tree.empty : saved?.knownRoot;

  const hashesOf = (tile: TileId, bytes: Uint8Array | undefined): Uint8Array | undefined => {
    if (bytes?.length === tile.width * HASH_BYTES) return bytes;
    failures.push({
      code: bytes ? 'tile-malformed' : 'tile-missing',
      path: tilePath(tile),
      ...entriesUnder(tile, 0, tile.width - 1),
    });
    return undefined;
  };

  const rollUp = (level: number, hashes: Uint8Array): void => {
    waiting[level] ??= [];
    (waiting[level] as Uint8Array[]).push(perfectRoot(hashes, tree));
  };

  /** Appends a leaf tile to the running root, stopping at the size that the auditor saw before. */
  const append = (first: bigint, hashes: Uint8Array): void => {
    const width = hashes.length / HASH_BYTES;
    const stop =
      known && known.size > first && known.size <= first + BigInt(width) ? Number(known.size - first) : undefined;
    if (stop === undefined && width === TILE_WIDTH) {
      frontier.appendSubtree((waiting[0] as Uint8Array[]).at(-1) as Uint8Array, Number(TILE_HEIGHT));
      return;
    }
    for (let i = 0; i < width; i++) {
      frontier.append(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
      if (i + 1 === stop) knownRoot = frontier.root();
    }
  };

  const takeBundle = (tile: TileId, bytes: Uint8Array | undefined): void => {
    const first = tile.index << TILE_HEIGHT;
    const entries = bytes && entriesOf(tile, bytes);
    const leafHashes = entries?.map((entry) => tree.leaf(entry)) ?? [];
    if (onEntry)
      entries?.forEach((entry, i) => {
        onEntry(first + BigInt(i), entry);
      });
    if (leafTile) {
      for (let i = 0; i < leafHashes.length; i++)
        if (!equalBytes(leafHashes[i] as Uint8Array, leafTile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)))
          failures.push({ code: 'entry-altered', entry: first + BigInt(i) });
    }
    // Where the tile is unusable the entries still say what the tree should be.
    const hashes = leafTile ?? (leafHashes.length === tile.width ? joinHashes(leafHashes) : undefined);
    if (!hashes) return;
    if (tile.width === TILE_WIDTH) rollUp(0, hashes);
    append(first, hashes);
  };

  const entriesOf = (tile: TileId, bytes: Uint8Array): Uint8Array[] | undefined => {
    try {
      const entries = parseBundle(bytes);
      for (let i = entries.length; i < tile.width; i++)
        failures.push({ code: 'entry-missing', entry: (tile.index << TILE_HEIGHT) + BigInt(i) });
      if (entries.length <= tile.width) return entries;
    } catch {
      // Reported below, as too many entries are.
    }
    failures.push({ code: 'bundle-malformed', path: tilePath(tile), ...entriesUnder(tile, 0, tile.width - 1) });
    return undefined;
  };

  const takeUpper = (tile: TileId & { level: number }, bytes: Uint8Array | undefined): void => {
    const computed = waiting[tile.level - 1] ?? [];
    waiting[tile.level - 1] = [];
    const hashes = hashesOf(tile, bytes);
    if (hashes && computed.length === tile.width)
      computed.forEach((hash, i) => {
        if (!equalBytes(hash, hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)))
          failures.push({ code: 'tile-altered', path: tilePath(tile), ...entriesUnder(tile, i, i) });
      });
    if (computed.length === TILE_WIDTH) rollUp(tile.level, joinHashes(computed));
  };

  return {
    take(tile, bytes) {
      if (tile.level === 0) {
        leafTile = hashesOf(tile, bytes);
      } else if (tile.level === 'entries') {
        if (!bytes)
          failures.push({ code: 'tile-missing', path: tilePath(tile), ...entriesUnder(tile, 0, tile.width - 1) });
        takeBundle(tile, bytes);
      } else {
        takeUpper({ ...tile, level: tile.level }, bytes);
      }
    },
    finish() {
      if (frontier.size !== size || !equalBytes(frontier.root(), root)) failures.push({ code: 'root-mismatch', size });
      if (known && !(knownRoot && equalBytes(knownRoot, known.root)))
        failures.push({ code: 'fork', known: known.size });
      return failures;
    },
    save: () => ({
      frontier: frontier.save(),
      waiting: waiting.map((roots) => [...roots]),
      knownRoot,
      failures: [...failures],
    }),
  };
}

function entriesUnder({ level, index }: TileId, from: number, to: number): { first: bigint; last: bigint } {
  const shift = TILE_HEIGHT * (level === 'entries' ? 0n : BigInt(level));
  const start = index << TILE_HEIGHT;
  return { first: (start + BigInt(from)) << shift, last: ((start + BigInt(to) + 1n) << shift) - 1n };
}
