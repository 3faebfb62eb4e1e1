/** Core's columns and the database's, one to one. The test compares both with the table itself. */
import { ENTRY_COLUMNS, type EntryRow } from '@duecheck/core/register';
import type { RegisterEntryTable } from '../store/tables/register.ts';

type Column = keyof RegisterEntryTable;
export type EntryColumns = Omit<RegisterEntryTable, 'leaf' | 'leaf_hash'>;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as Column;

const PAIRS = Object.keys(ENTRY_COLUMNS).map((name) => [name as keyof EntryRow, snake(name)] as const);

const TYPES: Partial<Record<Column, string>> = {
  pepper_version: 'int4',
  person_sealed: 'bytea',
  office_sealed: 'bytea',
  leaf: 'bytea',
  leaf_hash: 'bytea',
};

/** Every column of `register_entry` with its type, in the order of an insert. */
export const DATABASE_COLUMNS: readonly { readonly name: Column; readonly type: string }[] = [
  ...PAIRS.map(([, name]) => name),
  'leaf' as const,
  'leaf_hash' as const,
].map((name) => ({ name, type: TYPES[name] ?? 'text' }));

export const toColumns = (row: EntryRow): EntryColumns =>
  Object.fromEntries(PAIRS.map(([ours, theirs]) => [theirs, row[ours]])) as unknown as EntryColumns;

/** The row as it stands, unchecked: an altered one must reach the check that names it. */
export const fromColumns = (columns: EntryColumns): EntryRow =>
  Object.fromEntries(PAIRS.map(([ours, theirs]) => [ours, columns[theirs as keyof EntryColumns]])) as EntryRow;
