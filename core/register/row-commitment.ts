/**
 * What the `row` commitment is made of. The class of the outcome stands in it as a commitment of its own: once the records of an
 * entry have ended, its class is told no more (PROTOCOL, `shown_record`), and the row must still be compared by everybody. Four
 * classes are soon tried, so a salt of its own hides it; both salts come of one key, and neither gives the other away.
 */
import { equalBytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { commit } from './commitment.ts';
import { ENTRY_COLUMNS, type EntryRow } from './entry-row.ts';
import { lengthPrefixed } from './framing.ts';
import { type EntryId, type Leaf, openCommitment } from './leaf.ts';
import type { Hash, Suite } from './suite.ts';

type Mac = Pick<Suite, 'hmac'>;

export interface RowSalts {
  /** Opens the row, with the class as it is hidden in it. */
  readonly row: Uint8Array;
  /** Opens the class. */
  readonly outcomeClass: Uint8Array;
}

/** @param key `saltOf(…, 'row', …)`: whoever has it may see the whole row */
export function rowSaltsFrom(key: Uint8Array, suite: Mac): RowSalts {
  const salt = (part: string) => suite.hmac(key, lengthPrefixed('duecheck/row-salt/v1', part));
  return { row: salt('row'), outcomeClass: salt('outcome-class') };
}

/** 43 characters of base64url. null where the entry has no class. */
export const hideClass = (
  { id: entryId, outcomeClass: value }: Pick<EntryRow, 'id' | 'outcomeClass'>,
  salt: Uint8Array,
  suite: Mac,
): string | null =>
  value === null ? null : toBase64Url(commit({ entryId, field: 'outcome-class', value, salt }, suite));

/** A row as it is committed to, by column. */
export type RowValue = Record<string, string | number | null | string[]>;

/**
 * Every column under its own name, `null` written as JSON null and never left out, a sealed column as the base64url digest of its
 * bytes, the class as it is hidden. Columns that are not ours are ignored.
 */
export function rowValue(row: EntryRow, hiddenClass: string | null, hash: Hash): RowValue {
  const value: RowValue = {};
  for (const column of Object.keys(ENTRY_COLUMNS) as (keyof EntryRow)[]) {
    const cell = row[column];
    value[column] = cell instanceof Uint8Array ? toBase64Url(hash(cell)) : (cell as RowValue[string]);
  }
  return { ...value, outcomeClass: hiddenClass };
}

/** As it travels: what opens a leaf's row to whoever may see it, or all of it but the class. */
export interface RowOpening {
  /** `rowValue(…)` */
  readonly row: RowValue;
  /** base64url */
  readonly salt: string;
  /** null where there is none, and where it is told no more. */
  readonly outcomeClass: { readonly value: string; readonly salt: string } | null;
}

/** @param key as for `rowSaltsFrom` */
export function rowOpening(row: EntryRow, key: Uint8Array, told: 'whole' | 'without-class', suite: Suite): RowOpening {
  const salts = rowSaltsFrom(key, suite);
  return {
    row: rowValue(row, hideClass(row, salts.outcomeClass, suite), suite.hash),
    salt: toBase64Url(salts.row),
    outcomeClass:
      told === 'whole' && row.outcomeClass !== null
        ? { value: row.outcomeClass, salt: toBase64Url(salts.outcomeClass) }
        : null,
  };
}

/** Whether the row, and the class where it is told, are what this leaf commits to. @throws RangeError for what is not base64url */
export function verifyOpening({ row, salt, outcomeClass }: RowOpening, leaf: Leaf, suite: Suite): boolean {
  const isOf = row.id === leaf.id && row.type === leaf.type && row.suite === leaf.suite;
  if (!isOf || !openCommitment(leaf, 'row', row, fromBase64Url(salt), suite)) return false;
  if (outcomeClass === null) return true;
  const { value, salt: classSalt } = outcomeClass;
  const hidden = commit({ entryId: leaf.id, field: 'outcome-class', value, salt: fromBase64Url(classSalt) }, suite);
  return typeof row.outcomeClass === 'string' && equalBytes(fromBase64Url(row.outcomeClass), hidden);
}

/** The commitment itself, for whoever makes the leaf. */
export function commitRow(row: EntryRow & { readonly id: EntryId }, key: Uint8Array, suite: Suite): Uint8Array {
  const salts = rowSaltsFrom(key, suite);
  const value = rowValue(row, hideClass(row, salts.outcomeClass, suite), suite.hash);
  return commit({ entryId: row.id, field: 'row', value, salt: salts.row }, suite);
}
