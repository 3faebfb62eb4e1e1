/** Entries as they stand in the database, with what an auditor needs to compare each with its leaf. */
import { type EntryId, type EntryRow, entrySecret, fieldSalt, type Suite } from '@duecheck/core/register';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import type { Database } from '../store/database.ts';
import { fromColumns } from './entry-columns.ts';

export interface StoredEntry {
  /** Its place in the log. */
  readonly index: number;
  /** Which entry the place names. */
  readonly entry: string;
  /** null: the row is gone. */
  readonly stored: {
    readonly row: EntryRow;
    readonly leaf: Uint8Array;
    readonly leafHash: Uint8Array;
    /** Opens the commitment `row` and no other; null where the key is gone or was altered. */
    readonly saltRow: Uint8Array | null;
    /** The entry (type `erasure`) that emptied this row; null where it is whole. */
    readonly erasure: string | null;
    readonly isSealed: boolean;
  } | null;
}

export interface StoredRange {
  /** Which log. */
  readonly origin: string;
  readonly from: number;
  /** Entries, at most. */
  readonly limit: number;
}

export interface StoredWorld {
  readonly db: Database;
  readonly subjectKeys: SubjectKeys;
  readonly suite: Suite;
}

export async function readStoredEntries(
  world: StoredWorld,
  { origin, from, limit }: StoredRange,
): Promise<StoredEntry[]> {
  const rows = await world.db
    .selectFrom('register_place as p')
    .leftJoin('register_entry as e', 'e.id', 'p.entry')
    .leftJoin('entry_erasure as x', 'x.entry', 'p.entry')
    .leftJoin('entry_visibility as v', 'v.entry', 'p.entry')
    .selectAll('e')
    .select(['p.seq', 'p.entry', 'x.erasure', 'v.kind as visibility'])
    .where('p.origin', '=', origin)
    .where('p.seq', '>=', from)
    .where('p.seq', '<', from + limit)
    .orderBy('p.seq')
    .execute();
  const salts = await rowSalts(world, rows);
  return rows.map(({ seq, entry, erasure, visibility, leaf, leaf_hash, ...columns }, i) => {
    if (columns.id === null || leaf === null || leaf_hash === null) return { index: seq, entry, stored: null };
    const row = fromColumns(columns as Parameters<typeof fromColumns>[0]);
    const of = { erasure, isSealed: visibility === 'sealed' };
    return { index: seq, entry, stored: { row, leaf, leafHash: leaf_hash, saltRow: salts[i] ?? null, ...of } };
  });
}

interface Keyed {
  readonly entry: string;
  readonly person_kid: string | null;
  readonly office_kid: string | null;
}

/** What opens the commitment `row` of each and no other; null where the key is gone or was altered. */
export async function rowSalts(
  { db, subjectKeys, suite }: StoredWorld,
  rows: readonly Keyed[],
): Promise<(Uint8Array | null)[]> {
  const kids = [...new Set(rows.map(kidOf).filter((kid) => kid !== null))];
  const keys = await findEach(db, subjectKeys, kids);
  const found = new Map(kids.map((kid, i) => [kid, keys[i]]));
  return rows.map((row) => {
    const key = found.get(kidOf(row) ?? '');
    return key === undefined ? null : fieldSalt(entrySecret(key, row.entry as EntryId, suite), 'row', suite);
  });
}

/** Salts hang on the subject's key, or the office's where there is no subject. */
const kidOf = (row: Keyed): string | null => row.person_kid ?? row.office_kid;

/** One wrapped key that was altered must not hide the others. */
async function findEach(
  db: Database,
  subjectKeys: SubjectKeys,
  kids: readonly string[],
): Promise<(Uint8Array | undefined)[]> {
  try {
    return await subjectKeys.find(db, kids);
  } catch {
    return Promise.all(kids.map(async (kid) => (await subjectKeys.find(db, [kid]).catch(() => [undefined]))[0]));
  }
}
