/**
 * The nightly job: re-hashes everything that the database holds, entry by entry, against the published head. It runs beside
 * the database and is no proof to anyone else; `duecheck audit` is. What it finds, it names.
 */
import { equalBytes } from '@duecheck/core/bytes';
import {
  type AuditFailure,
  auditPlan,
  createTreeAudit,
  ENTRY_COLUMNS,
  type EntryRow,
  type FetchTile,
  fetchTileOrFull,
  parseLeaf,
  type TreeHash,
  verifyRow,
} from '@duecheck/core/register';
import type { Head } from './head.ts';
import { readStoredEntries, type StoredEntry, type StoredWorld } from './stored-entries.ts';
import { findUnplaced } from './unplaced.ts';

export type StoredProblemCode =
  /** The row does not open the leaf's commitment: a column or an envelope was changed. */
  | 'row-altered'
  /** The leaf or its hash beside the row is not the one in the tree. */
  | 'leaf-altered'
  /** The key that the row's salt derives from is gone. */
  | 'key-missing'
  | 'row-missing'
  /** Neither waiting nor placed: durable, acknowledged, and never to be sequenced. */
  | 'unplaced';

export interface StoredProblem {
  readonly code: StoredProblemCode;
  readonly entry: string;
  readonly index: number | null;
}

export interface StoredReport {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** Entries whose row was compared with its leaf. */
  readonly compared: number;
  readonly tree: readonly AuditFailure[];
  readonly entries: readonly StoredProblem[];
  /** false: ended before everything was seen. */
  readonly complete: boolean;
}

/** More are not told: whoever sees these stops anyway. */
const MOST_PROBLEMS = 1000;

/** @param entries re-hashed since the last piece. @returns false to end here, with what was found so far */
export type OnPiece = (entries: number) => Promise<boolean>;

export interface VerifyWorld extends StoredWorld {
  readonly tree: TreeHash;
  readonly head: Head;
  readonly fetchTile: FetchTile;
  /** Called after each bundle: whoever waits for its turn gets it, and a lease is kept. */
  readonly piece?: OnPiece;
}

/** Memory stays at one bundle and the rows of it, whatever the size. */
export async function verifyStored(world: VerifyWorld): Promise<StoredReport> {
  const { head, tree, fetchTile, piece = async () => true } = world;
  const problems: StoredProblem[] = [];
  let compared = 0;
  let leaves = new Map<number, Uint8Array>();
  const audit = createTreeAudit({
    ...head,
    tree,
    onEntry: (index, leaf) => leaves.set(Number(index), leaf),
  });
  for (const tile of auditPlan(head.size)) {
    leaves = new Map();
    audit.take(tile, await fetchTileOrFull(tile, fetchTile));
    if (tile.level !== 'entries') continue;
    const from = Number(tile.index) * 256;
    const stored = await readStoredEntries(world, { origin: head.origin, from, limit: tile.width });
    const byIndex = new Map(stored.map((entry) => [entry.index, entry]));
    for (let index = from; index < from + tile.width; index++) {
      const leaf = leaves.get(index);
      const code = leaf && (await compareTwice(world, { index, entry: byIndex.get(index) }, leaf));
      if (code) problems.push({ code, index, entry: idIn(leaf) ?? byIndex.get(index)?.entry ?? '' });
      else compared += 1;
    }
    // What the tree lacks because nobody looked is no failure of it.
    if (problems.length >= MOST_PROBLEMS || !(await piece(tile.width)))
      return { ...head, compared, tree: [], entries: problems, complete: false };
  }
  const unplaced = await findUnplaced(world.db, piece);
  return { ...head, compared, tree: audit.finish(), entries: [...problems, ...unplaced], complete: true };
}

/** A row and its key are read one after the other; an erasure in between is no fault, and a second look sees it whole. */
async function compareTwice(
  world: VerifyWorld,
  { index, entry }: { readonly index: number; readonly entry: StoredEntry | undefined },
  leaf: Uint8Array,
): Promise<StoredProblemCode | undefined> {
  if (compare(world, entry, leaf) === undefined) return undefined;
  const [again] = await readStoredEntries(world, { origin: world.head.origin, from: index, limit: 1 });
  return compare(world, again, leaf);
}

function compare(
  { suite, tree }: VerifyWorld,
  entry: StoredEntry | undefined,
  inTree: Uint8Array,
): StoredProblemCode | undefined {
  if (!entry?.stored) return 'row-missing';
  const { row, leaf, leafHash, saltRow, erasure } = entry.stored;
  if (!equalBytes(leaf, inTree) || !equalBytes(leafHash, tree.leaf(inTree))) return 'leaf-altered';
  if (erasure !== null) return isEmptied(row) ? undefined : 'row-altered';
  if (saltRow === null) return 'key-missing';
  return verifyRow(row, saltRow, parseLeaf(leaf), suite) ? undefined : 'row-altered';
}

/** Nothing of a person is left, whatever the clear columns say: their commitment went with the key. */
const isEmptied = (row: EntryRow): boolean =>
  (Object.keys(ENTRY_COLUMNS) as (keyof EntryRow)[]).every(
    (column) => ENTRY_COLUMNS[column] === 'clear' || row[column] === null,
  );

function idIn(leaf: Uint8Array | undefined): string | undefined {
  try {
    return leaf && parseLeaf(leaf).id;
  } catch {
    return undefined;
  }
}
