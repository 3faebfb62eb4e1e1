/** One stored row against the leaf that stands in the tree at its place. */
import { equalBytes, fromBase64Url } from '@duecheck/core/bytes';
import {
  type EntryRow,
  EntryRowWire,
  type Leaf,
  parseLeaf,
  rowFromWire,
  rowOpening,
  rowValue,
  type Suite,
  type TreeHash,
  verifyOpening,
} from '@duecheck/core/register';
import type { StoredEntryWire } from '../../register/stored-wire.ts';

type RowFailureCode =
  /** No row of that id is stored any more. */
  | 'row-missing'
  /** The place names another entry than the tree has there. */
  | 'place-altered'
  /** The leaf stored beside the row is not the one in the tree. */
  | 'leaf-altered'
  /** The leaf's hash stored beside the row is not its hash. */
  | 'leaf-hash-altered'
  /** A column is not in its form; `column` says which. */
  | 'row-malformed'
  /** Some column or envelope is not what the leaf commits to. Which one a commitment cannot say. */
  | 'row-altered'
  /** The key that opens the row's commitment is gone, or the column that names it was changed. */
  | 'key-missing';

export interface RowFailure {
  readonly code: RowFailureCode;
  readonly index: bigint;
  readonly entry: string;
  readonly column?: string;
}

export interface RowWorld {
  readonly suite: Suite;
  readonly tree: TreeHash;
}

/** As `compare`; what cannot even be decoded is malformed. */
export function compareRow(
  world: RowWorld,
  index: bigint,
  inTree: Uint8Array,
  stored: StoredEntryWire | undefined,
): RowFailure | undefined {
  try {
    return compare(world, index, inTree, stored);
  } catch (error) {
    // Base64 that is not canonical: two texts for the same bytes are not the same row.
    if (!(error instanceof RangeError)) throw error;
    return { code: 'row-malformed', index, entry: readLeaf(inTree)?.id ?? stored?.entry ?? '' };
  }
}

/**
 * @param inTree the leaf as the tree has it. @param stored undefined where the gateway listed nothing for this place.
 * @returns undefined if every byte of the row is what was committed to, or if the row is not shown to this auditor
 */
function compare(
  { suite, tree }: RowWorld,
  index: bigint,
  inTree: Uint8Array,
  stored: StoredEntryWire | undefined,
): RowFailure | undefined {
  const leaf = readLeaf(inTree);
  const entry = leaf?.id ?? stored?.entry ?? '';
  const failure = (code: RowFailureCode, column?: string): RowFailure => ({
    code,
    index,
    entry,
    ...(column && { column }),
  });

  if (stored === undefined) return failure('row-missing');
  if (stored.entry !== entry) return failure('place-altered');
  if (stored.state === 'missing') return failure('row-missing');
  if (stored.state === 'withheld') return undefined;
  if (leaf === undefined || !equalBytes(fromBase64Url(stored.leaf ?? ''), inTree)) return failure('leaf-altered');
  if (!equalBytes(fromBase64Url(stored.leafHash ?? ''), tree.leaf(inTree))) return failure('leaf-hash-altered');

  // Of the row itself nothing is shown; that an erasure was one is asked of the entry that says so.
  if (stored.state === 'sealed' || stored.state === 'erased') return undefined;

  const parsed = EntryRowWire.safeParse(stored.row);
  if (!parsed.success) return failure('row-malformed', parsed.error.issues[0]?.path.join('.'));
  const row = rowFromWire(parsed.data);
  const opening = openingOf(row, stored, suite);
  if (opening === undefined) return failure('key-missing');
  const visible = (['id', 'type', 'suite'] as const).find((column) => row[column] !== leaf[column]);
  if (visible) return failure('row-altered', visible);
  return verifyOpening(opening, leaf, suite) ? undefined : failure('row-altered');
}

function openingOf(row: EntryRow, { saltRow, resultWithheld }: StoredEntryWire, suite: Suite) {
  if (resultWithheld !== undefined) {
    const { salt, hiddenClass } = resultWithheld;
    return { row: rowValue(row, hiddenClass, suite.hash), salt, outcomeClass: null };
  }
  return saltRow == null ? undefined : rowOpening(row, fromBase64Url(saltRow), 'whole', suite);
}

function readLeaf(bytes: Uint8Array): Leaf | undefined {
  try {
    return parseLeaf(bytes);
  } catch {
    return undefined;
  }
}
