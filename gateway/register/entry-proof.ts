import { formatProof, proveInclusionFromTiles, type TreeHash } from '@duecheck/core/register';
import type { Database } from '../store/database.ts';
import type { Head } from './head.ts';
import { tilesTogether } from './tile-table.ts';

/** `pending`: durable, not yet under a published head. `unknown`: no such entry in this log. */
export type EntryProof =
  | { readonly status: 'proved'; readonly text: string }
  | { readonly status: 'pending' }
  | { readonly status: 'unknown' };

/** What a proof is made under and carries along. */
export type ProvedHead = Pick<Head, 'size' | 'checkpoint'>;

export interface ProofWorld {
  readonly db: Database;
  readonly tree: TreeHash;
  /** Heads of the log of that name to prove under, best first; the first one that covers the entry is taken. */
  readonly headsOf: (origin: string) => Promise<readonly ProvedHead[]>;
}

/** A C2SP tlog-proof of one entry in the log that has it: a text that verifies offline. */
export async function proveEntry({ db, tree, headsOf }: ProofWorld, entryId: string): Promise<EntryProof> {
  const place =
    (await placeOf(db, entryId)) ?? ((await isWaiting(db, entryId)) ? 'waiting' : await placeOf(db, entryId));
  if (place === 'waiting') return { status: 'pending' };
  // Asked twice: between two looks an entry may have gone from where it waited to its place.
  if (place === undefined) return { status: 'unknown' };
  const index = BigInt(place.seq);
  const head = (await headsOf(place.origin)).find(({ size }) => index < size);
  if (head === undefined) return { status: 'pending' };
  const fetchTile = tilesTogether(db, place.origin);
  const hashes = await proveInclusionFromTiles({ size: head.size, fetchTile, tree }, index);
  return { status: 'proved', text: formatProof({ index, hashes, checkpoint: head.checkpoint }) };
}

const placeOf = (db: Database, entry: string) =>
  db.selectFrom('register_place').select(['origin', 'seq']).where('entry', '=', entry).executeTakeFirst();

const isWaiting = async (db: Database, entry: string): Promise<boolean> =>
  (await db.selectFrom('register_pending').select('entry').where('entry', '=', entry).executeTakeFirst()) !== undefined;
