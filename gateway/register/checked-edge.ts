import { equalBytes } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { edgeRoot, loadEdge, type TreeEdge, type TreeHash } from '@duecheck/core/register';
import type { Trx } from '../store/database.ts';
import { halt } from './errors.ts';
import type { Head } from './head.ts';
import { tilesOf } from './tile-table.ts';

/**
 * The open tiles and bundle, only if they add up to the signed root: a changed tile must not be signed into the next one.
 * @throws DuecheckError `frontier-mismatch`
 */
export async function checkedEdge(trx: Trx, { origin, size, root }: Head, tree: TreeHash): Promise<TreeEdge> {
  let edge: TreeEdge;
  try {
    edge = await loadEdge(size, tilesOf(trx, origin));
  } catch (cause) {
    // A database that is away for a moment has lost nothing.
    if (!(cause instanceof DuecheckError)) throw cause;
    throw halt('frontier-mismatch', 'a tile at the right edge is missing or malformed', cause);
  }
  const leafHashes = edge.levels[0] ?? new Uint8Array(0);
  const bundled = edge.entries.every((entry, i) =>
    equalBytes(tree.leaf(entry), leafHashes.subarray(i * tree.empty.length, (i + 1) * tree.empty.length)),
  );
  if (!bundled || !equalBytes(edgeRoot(edge, tree), root))
    throw halt('frontier-mismatch', `the stored tiles do not add up to the head of size ${size}`);
  return edge;
}
