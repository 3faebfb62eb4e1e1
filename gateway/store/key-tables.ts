/**
 * Where wrapped keys lie: tables of sixteen buckets each, so that an erasure writes a sixteenth part of them anew. Whoever
 * reads names the parts that it needs: planning a join with all of them costs three times the reading.
 */
export const KEY_TABLES = 16;

/** @param bucket 0 to 255. */
export const keyTable = (bucket: number): string =>
  `subject_key_${String(Math.floor((bucket * KEY_TABLES) / 256)).padStart(2, '0')}`;
