import {
  type AuditFailure,
  bundleOf,
  type FetchTile,
  fetchTileOrFull,
  parseLeaf,
  TILE_WIDTH,
} from '@duecheck/core/register';
import type { TreeFailure } from './audit-report.ts';
import { leavesOf } from './row-comparison.ts';

/** The id that an altered entry still bears; read again, so that the audit need not remember every id. */
export async function nameFailure(failure: AuditFailure, size: bigint, fetchTile: FetchTile): Promise<TreeFailure> {
  if (failure.code !== 'entry-altered') return failure;
  const bundle = await fetchTileOrFull(bundleOf(failure.entry, size), fetchTile);
  const leaf = leavesOf(bundle ?? new Uint8Array(0))[Number(failure.entry % BigInt(TILE_WIDTH))];
  try {
    return { ...failure, id: parseLeaf(leaf ?? new Uint8Array(0)).id };
  } catch {
    return failure;
  }
}
