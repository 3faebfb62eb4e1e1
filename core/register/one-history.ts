/** Whether two heads are of one log: the newer one keeps every entry of the older one. */
import { equalBytes } from '../bytes.ts';
import type { TreeHash } from './merkle-hash.ts';
import { verifyConsistency } from './merkle-verify.ts';
import type { FetchTile } from './tile-fetch.ts';
import { proveConsistencyFromTiles } from './tile-proof.ts';

export interface SignedRoot {
  readonly size: bigint;
  readonly root: Uint8Array;
}

/**
 * The proof is made of the log's own tiles; what it proves rests on the two roots alone. Rejects with whatever `fetchTile` does, but a
 * tile that is not there or not whole cannot show that they are one.
 */
export async function isOneHistory(
  a: SignedRoot,
  b: SignedRoot,
  { fetchTile, tree }: { readonly fetchTile: FetchTile; readonly tree: TreeHash },
): Promise<boolean> {
  const [older, newer] = a.size <= b.size ? [a, b] : [b, a];
  if (older.size === newer.size) return equalBytes(older.root, newer.root);
  if (older.size === 0n) return true;
  try {
    const proof = await proveConsistencyFromTiles({ size: newer.size, fetchTile, tree }, older.size);
    const roots = { oldRoot: older.root, newRoot: newer.root };
    return verifyConsistency({ oldSize: older.size, newSize: newer.size, ...roots, proof }, tree);
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('tile-')) return false;
    throw error;
  }
}
