/** Leaves at the end of a log: tiles, places and the head that is over them, in the caller's transaction. */
import { grow, type Suite, type TreeHash } from '@duecheck/core/register';
import type { Clock } from '../clock.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database, Trx } from '../store/database.ts';
import { checkedEdge } from './checked-edge.ts';
import type { AppendedEntry, EntryDraft } from './entry-draft.ts';
import type { RegisterAlarm } from './errors.ts';
import { type Head, signHead, swapHead } from './head.ts';
import { insertPlaces } from './pending.ts';
import { insertTiles } from './tile-table.ts';

export interface SequencerWorld {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly clock: Clock;
  /** Of any shard of the register. */
  readonly origin: string;
  /** For the register's own entries, which end a log and begin the next. */
  readonly append: (trx: Trx, drafts: readonly EntryDraft[]) => Promise<AppendedEntry[]>;
  readonly onAlarm: (alarm: RegisterAlarm) => void;
}

/** Ends the transaction without an error to report. */
export class HeadMoved extends Error {}

export interface Leaf {
  readonly id: string;
  readonly leaf: Uint8Array;
}

/** @param ended id of the last of them, where nothing may follow. @throws HeadMoved */
export async function growLog(
  trx: Trx,
  world: Pick<SequencerWorld, 'keys' | 'suite' | 'tree'>,
  last: Head,
  entries: readonly Leaf[],
  ended?: string,
): Promise<Head> {
  const { origin } = last;
  const edge = await checkedEdge(trx, last, world.tree);
  const growth = grow(
    edge,
    entries.map((entry) => entry.leaf),
    world.tree,
  );
  const head = await signHead({ origin, size: growth.edge.size, root: growth.root }, world.keys, world.suite);
  if (!(await swapHead(trx, last, head, ended))) throw new HeadMoved();
  await insertTiles(trx, origin, edge, growth);
  await insertPlaces(
    trx,
    origin,
    last.size,
    entries.map(({ id }) => id),
  );
  return head;
}
