/** Destroys wrapped keys. From the commit on nobody opens what they sealed, whatever copy of it there is. */
import { type RawBuilder, sql } from 'kysely';
import { keyRefText, placeOfKey } from '../keys/subject-keys.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import { recordsKey } from '../sources/own-store.ts';
import { byteaArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { keyTable } from '../store/key-tables.ts';
import type { Emptied } from './emptied.ts';

/**
 * Waits for whoever has read one of these keys to end their transaction, and lets nobody read one before this transaction ends: an
 * entry that came under a key which is gone could be opened by no auditor. In one order, so that two erasures never wait in a ring.
 */
export async function lockKeys(trx: Trx, kids: readonly string[]): Promise<void> {
  const tables = new Set(kids.map((kid) => keyTable(placeOfKey(kid, intl1).bucket)));
  for (const table of [...tables].sort())
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx);
}

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

/** Every kid that records of these persons may be sealed under. */
export function recordKids(keys: readonly Uint8Array[], lastYear: number): string[] {
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
  return keys.flatMap((key) => years.map((year) => keyRefText(recordsKey(key, year))));
}

/** @returns those of `recordKids` under which nothing lies any more, whether or not there is such a key */
export async function idleRecordKeys(trx: Trx, keys: readonly Uint8Array[], lastYear: number): Promise<string[]> {
  const theirs: RawBuilder<unknown> = sql`subject_key = any(${byteaArray(keys)}::bytea[])`;
  const { rows } = await sql<{ subject_key: Uint8Array; key_year: number }>`
    select subject_key, key_year from credit_record where ${theirs}
    union select subject_key, key_year from known_subject where ${theirs}`.execute(trx);
  const used = new Set(rows.map((row) => keyRefText(recordsKey(row.subject_key, row.key_year))));
  return recordKids(keys, lastYear).filter((kid) => !used.has(kid));
}
