/** Whether the database still holds a log as far as a head that left this house before, wherever that head was kept. */
import { equalBytes } from '@duecheck/core/bytes';
import { rootFromTiles, type TreeHash } from '@duecheck/core/register';
import type { Database } from '../store/database.ts';
import { declaredLoss } from './declared-loss.ts';
import { type Head, readHead } from './head.ts';
import { tilesOf } from './tile-table.ts';

interface StoredLogs {
  readonly db: Database;
  readonly tree: TreeHash;
}

type KnownHead = Pick<Head, 'origin' | 'size' | 'root'>;

/**
 * @param read the stored head, where the caller has just read it.
 * @returns undefined if nothing is; else the beginning of a sentence, which "was published" completes
 */
export async function whatIsMissing(logs: StoredLogs, known: KnownHead, read?: Head): Promise<string | undefined> {
  const { origin, size } = known;
  if (await isPast(logs.db, known)) return undefined;
  const stored = read ?? (await readHead(logs.db, origin));
  if (stored === undefined || stored.size < size)
    return `the database holds ${stored?.size ?? 0n} entries of ${origin}, fewer than the ${size} of a head that`;
  return (await rootIs(logs, known)) ? undefined : `the database holds another history of ${origin} than`;
}

/** A log whose entries may be missing: its time is over, or its loss was declared as far as this head. */
async function isPast(db: Database, { origin, size }: KnownHead): Promise<boolean> {
  const row = await db.selectFrom('register_head').select('state').where('origin', '=', origin).executeTakeFirst();
  if (row?.state === 'gone') return true;
  const loss = row?.state === 'lost' ? await declaredLoss(db, origin) : undefined;
  return loss !== undefined && size <= loss.size;
}

export async function rootIs({ db, tree }: StoredLogs, { origin, size, root }: KnownHead): Promise<boolean> {
  try {
    return equalBytes(await rootFromTiles({ size, fetchTile: tilesOf(db, origin), tree }), root);
  } catch (error) {
    // tile-missing, tile-malformed: the tree is not what was signed. A database that is away is another matter.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('tile-')) return false;
    throw error;
  }
}
