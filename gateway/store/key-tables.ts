/**
 * Where wrapped keys lie: tables of eight buckets each, so that an erasure writes a thirty-second part of them anew. Whoever
 * reads names the parts that it needs: planning a join with all of them costs ten times the reading.
 */
export const KEY_TABLES = 32;

/** @param bucket 0 to 255. */
export const keyTable = (bucket: number): string =>
  `subject_key_${String(Math.floor((bucket * KEY_TABLES) / 256)).padStart(2, '0')}`;
