/** One entry as an auditor may check it: what its leaf commits to, and where that stands in the log. */
import { toBase64Url } from '@duecheck/core/bytes';
import type { AuditEntryAnswer } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { rowOpening } from '@duecheck/core/register';
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import type { Scope } from '../identity/auditors.ts';
import { type EntryColumns, fromColumns } from '../register/entry-columns.ts';
import { openEntry } from '../register/open-envelope.ts';
import { rowSalts } from '../register/stored-entries.ts';
import { proveEntry } from '../witnesses/prove-entry.ts';
import type { World } from '../world.ts';
import { type EntryRow, selectEntries, toldEntry } from './told-entry.ts';

/** @returns undefined where there is none, or it is another's to audit */
export async function findEntry(
  { db }: Pick<World, 'db'>,
  id: string,
  { sees, today }: { readonly sees: Scope; readonly today: CivilDate },
): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`${selectEntries(today)} where e.id = ${id}`.execute(db);
  const [row] = rows;
  return row !== undefined && (sees === 'everything' || sees.has(row.organisation)) ? row : undefined;
}

export async function readEntry(
  world: World,
  row: EntryRow,
  today: CivilDate,
): Promise<Omit<AuditEntryAnswer, 'query'>> {
  const stored = await world.db
    .selectFrom('register_entry')
    .selectAll()
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow();
  const { leaf, leaf_hash: _, ...columns } = stored;
  const proof = await proveEntry(world, row.id);
  return {
    entry: toldEntry(row, today),
    leaf: toBase64Url(leaf),
    opening: await openingOf(world, row, columns),
    proof,
    office: await officeOf(world, row),
  };
}

async function openingOf(world: World, row: EntryRow, columns: EntryColumns): Promise<AuditEntryAnswer['opening']> {
  if (row.visibility === 'sealed') return { state: 'sealed' };
  const [key] = await rowSalts(world, [{ entry: row.id, ...columns }]);
  if (!key) return { state: 'key-gone' };
  const stored = fromColumns(columns);
  return row.withheld
    ? { state: 'withheld', ...rowOpening(stored, key, 'without-class', world.suite) }
    : { state: 'open', ...rowOpening(stored, key, 'whole', world.suite) };
}

async function officeOf(world: World, row: EntryRow): Promise<AuditEntryAnswer['office']> {
  if (row.visibility === 'sealed') return { state: 'sealed' };
  try {
    const content = await world.db.transaction().execute((trx) => openEntry(trx, world, row.id, 'office'));
    if (!row.withheld) return { state: 'open', content: { ...content } };
    // Reasons and measures may tell of what has ended; who asked and what for does not.
    const { actor = null, purpose = null } = content;
    return { state: 'withheld', content: { actor, purpose } };
  } catch (error) {
    if (!(error instanceof DuecheckError)) throw error;
    return { state: error.code === 'sealed-gone' ? 'gone' : 'altered' };
  }
}
