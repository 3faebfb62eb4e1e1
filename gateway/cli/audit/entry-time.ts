import { bundleOf, entryTime, type FetchTile, fetchTileOrFull, parseBundle, parseLeaf } from '@duecheck/core/register';

/** When the entry at that place was made, in milliseconds; null where no leaf says it. */
export async function entryTimeAt(place: bigint, size: bigint, fetchTile: FetchTile): Promise<number | null> {
  const bundle = await fetchTileOrFull(bundleOf(place, size), fetchTile);
  return bundle === undefined ? null : (entryTimes(bundle)[Number(place & 255n)] ?? null);
}

/** Of each leaf of a bundle; null for what is no leaf of ours, and nothing for a bundle that cannot be read. */
export function entryTimes(bundle: Uint8Array): (number | null)[] {
  try {
    return parseBundle(bundle).map(timeOf);
  } catch {
    return [];
  }
}

function timeOf(leaf: Uint8Array): number | null {
  try {
    return entryTime(parseLeaf(leaf).id);
  } catch {
    return null;
  }
}
