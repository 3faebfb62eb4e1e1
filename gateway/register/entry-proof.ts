import { type FetchTile, formatProof, proveInclusionFromTiles, type TreeHash } from '@duecheck/core/register';
import type { Database } from '../store/database.ts';
import type { Head } from './head.ts';

/** `pending`: durable, not yet under a published head. `unknown`: no such entry in this log. */
export type EntryProof =
  | { readonly status: 'proved'; readonly text: string }
  | { readonly status: 'pending' }
  | { readonly status: 'unknown' };

/** What a proof is made under and carries along. */
export type ProvedHead = Pick<Head, 'size' | 'checkpoint'>;

export interface ProofWorld {
  readonly db: Database;
  readonly origin: string;
  readonly tree: TreeHash;
  readonly head: ProvedHead;
  readonly fetchTile: FetchTile;
}

/** A C2SP tlog-proof of one entry under that head: a text that verifies offline. */
export async function proveEntry(
  { db, origin, tree, head, fetchTile }: ProofWorld,
  entryId: string,
): Promise<EntryProof> {
  const place = await db
    .selectFrom('register_place')
    .select('seq')
    .where('entry', '=', entryId)
    .where('origin', '=', origin)
    .executeTakeFirst();
  if (place === undefined) {
    const waits = await db
      .selectFrom('register_pending')
      .select('entry')
      .where('entry', '=', entryId)
      .executeTakeFirst();
    return { status: waits === undefined ? 'unknown' : 'pending' };
  }
  const index = BigInt(place.seq);
  if (index >= head.size) return { status: 'pending' };
  const hashes = await proveInclusionFromTiles({ size: head.size, fetchTile, tree }, index);
  return { status: 'proved', text: formatProof({ index, hashes, checkpoint: head.checkpoint }) };
}
