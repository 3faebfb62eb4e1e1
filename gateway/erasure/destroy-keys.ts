/** Destroys wrapped keys. From the commit on nobody opens what they sealed, whatever copy of it there is. */
import { type RawBuilder, sql } from 'kysely';
import { keyRefText, placeOfKey } from '../keys/subject-keys.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import { recordsKey } from '../sources/own-store.ts';
import { byteaArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { keyTable } from '../store/key-tables.ts';
import type { Emptied } from './emptied.ts';

/** @param kids as rows name them (`keyRefText`). */
export async function destroyKeys(kids: readonly string[], emptied: Emptied): Promise<void> {
  for (const kid of kids) {
    const { bucket, ref } = placeOfKey(kid, intl1);
    const table = keyTable(bucket);
    await emptied.run(sql`delete from ${sql.table(table)} where bucket = ${bucket} and ref = ${ref}`, table);
  }
}

/** No register of this kind is older. */
const FIRST_YEAR = 2026;

/** @returns kids of these persons' records under which nothing lies any more, whether or not there is such a key */
export async function idleRecordKeys(trx: Trx, keys: readonly Uint8Array[], lastYear: number): Promise<string[]> {
  const theirs: RawBuilder<unknown> = sql`subject_key = any(${byteaArray(keys)}::bytea[])`;
  const { rows } = await sql<{ subject_key: Uint8Array; key_year: number }>`
    select subject_key, key_year from credit_record where ${theirs}
    union select subject_key, key_year from known_subject where ${theirs}`.execute(trx);
  const used = new Set(rows.map((row) => keyRefText(recordsKey(row.subject_key, row.key_year))));
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
  return keys.flatMap((key) => years.map((year) => keyRefText(recordsKey(key, year)))).filter((kid) => !used.has(kid));
}
