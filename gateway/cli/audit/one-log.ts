import {
  type FetchTile,
  type OpenedCheckpoint,
  proveConsistencyFromTiles,
  type TreeHash,
  verifyConsistency,
} from '@duecheck/core/register';

type Signed = Pick<OpenedCheckpoint, 'size' | 'root'>;

/**
 * Whether one of two signed heads extends the other. The proof is made of the log's own tiles; what it proves rests on the two roots
 * alone. A log whose tiles are missing or malformed cannot show it.
 */
export async function isOneLog(
  one: Signed,
  other: Signed,
  { fetchTile, tree }: { readonly fetchTile: FetchTile; readonly tree: TreeHash },
): Promise<boolean> {
  const [older, newer] = one.size <= other.size ? [one, other] : [other, one];
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
