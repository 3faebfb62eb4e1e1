/**
 * Writes the live write-ahead log over. PostgreSQL keeps old segments under the names of coming ones, bytes and all, so a
 * checkpoint alone removes nothing: each file must be used once more. A switch fills the rest of a segment with zeros.
 */
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

export type WalRenewed = 'renewed' | 'left' | 'nothing-to-do';

/** The second round uses the files that the first one's checkpoint gave new names. */
const ROUNDS = 2;

export async function renewWal(connection: Database): Promise<WalRenewed> {
  try {
    const old = await lastSegment(connection);
    for (let round = 0; round < ROUNDS; round++) {
      await sql`checkpoint`.execute(connection);
      await useUpTo(connection, await lastSegment(connection));
    }
    await sql`checkpoint`.execute(connection);
    return (await isKept(connection, old)) ? 'left' : 'renewed';
  } catch (error) {
    if (isForbidden(error)) return 'left';
    throw error;
  }
}

async function lastSegment(connection: Database): Promise<string> {
  const { rows } = await sql<{ at: string }>`select pg_walfile_name(pg_current_wal_lsn()) as at`.execute(connection);
  const { rows: files } = await sql<{ last: string }>`
    select max(name) as last from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`.execute(connection);
  return [rows[0]?.at ?? '', files[0]?.last ?? ''].sort().at(-1) ?? '';
}

/** A standby that is behind, or an archive that does not take them, keeps old segments as they are. */
async function isKept(connection: Database, old: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name <= ${old} limit 1`.execute(connection);
  return rows.length > 0;
}

async function useUpTo(connection: Database, last: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ at: string }>`select pg_walfile_name(pg_current_wal_lsn()) as at`.execute(connection);
    if ((rows[0]?.at ?? '') > last) return;
    // A segment without a record is not switched from.
    await sql`select pg_logical_emit_message(false, 'duecheck', '')`.execute(connection);
    await sql`select pg_switch_wal()`.execute(connection);
  }
}

/** insufficient_privilege */
export const isForbidden = (error: unknown): boolean => (error as { code?: string }).code === '42501';
