/**
 * One step of the log: entries that are durable become leaves, in one transaction with their tiles and the signed head.
 * Only one step can follow a head: the head row is swapped first, and a second sequencer then finds it gone.
 */
import { equalBytes } from '@duecheck/core/bytes';
import { edgeRoot, grow, loadEdge, type Suite, type TreeEdge, type TreeHash } from '@duecheck/core/register';
import { failPoint } from '../fail-points.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database, Trx } from '../store/database.ts';
import { halt, type RegisterAlarm } from './errors.ts';
import { type Head, readHead, signHead, swapHead } from './head.ts';
import { insertPlaces, readPending } from './pending.ts';
import { insertTiles, tilesOf } from './tile-table.ts';

export interface SequencerWorld {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly origin: string;
  readonly onAlarm: (alarm: RegisterAlarm) => void;
}

export type Step =
  | { readonly kind: 'grown'; readonly head: Head; readonly entries: number }
  /** Nothing durable waits, or nothing that can be sequenced. */
  | { readonly kind: 'idle' }
  /** Another sequencer was faster; nothing was written. */
  | { readonly kind: 'moved' };

/** Ends the transaction without an error to report. */
class HeadMoved extends Error {}

/**
 * @param last the head that the caller takes to be the newest. @param limit entries in one step.
 * @throws DuecheckError `frontier-mismatch`, `register-behind-head`: nothing was written
 */
export async function sequenceBatch(world: SequencerWorld, limit: number): Promise<Step> {
  try {
    const step = await world.db.transaction().execute((trx) => sequenceIn(trx, world, limit));
    if (step.kind === 'grown') failPoint('sequencer.after-commit');
    return step;
  } catch (error) {
    // Besides the swap, a place or a tile that is taken already says the same (unique_violation).
    if (error instanceof HeadMoved || isConflict(error)) return { kind: 'moved' };
    throw error;
  }
}

async function sequenceIn(trx: Trx, world: SequencerWorld, limit: number): Promise<Step> {
  const { origin, tree } = world;
  const pending = await readPending(trx, limit, tree);
  for (const alarm of pending.alarms) world.onAlarm(alarm);
  if (pending.entries.length === 0) return { kind: 'idle' };

  const last = await readHead(trx, origin);
  if (last === undefined) throw halt('register-behind-head', 'the database has lost its head');
  const edge = await checkedEdge(trx, world, last);
  const growth = grow(
    edge,
    pending.entries.map((entry) => entry.leaf),
    tree,
  );
  const head = await signHead({ origin, size: growth.edge.size, root: growth.root }, world.keys, world.suite);
  if (!(await swapHead(trx, last, head))) throw new HeadMoved();
  await insertTiles(trx, origin, edge, growth);
  const ids = pending.entries.map((entry) => entry.id);
  await insertPlaces(trx, origin, last.size, ids);
  failPoint('sequencer.before-commit');
  return { kind: 'grown', head, entries: ids.length };
}

/** The open tiles and bundle, only if they add up to the signed root: a changed tile must not be signed into the next one. */
async function checkedEdge(trx: Trx, { origin, tree }: SequencerWorld, head: Head): Promise<TreeEdge> {
  let edge: TreeEdge;
  try {
    edge = await loadEdge(head.size, tilesOf(trx, origin));
  } catch (cause) {
    throw halt('frontier-mismatch', 'a tile at the right edge is missing or malformed', cause);
  }
  const leafHashes = edge.levels[0] ?? new Uint8Array(0);
  const bundled = edge.entries.every((entry, i) =>
    equalBytes(tree.leaf(entry), leafHashes.subarray(i * tree.empty.length, (i + 1) * tree.empty.length)),
  );
  if (!bundled || !equalBytes(edgeRoot(edge, tree), head.root))
    throw halt('frontier-mismatch', `the stored tiles do not add up to the head of size ${head.size}`);
  return edge;
}

/** unique_violation, serialization_failure, deadlock_detected: another writer was there. */
const isConflict = (error: unknown): boolean =>
  ['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '');
