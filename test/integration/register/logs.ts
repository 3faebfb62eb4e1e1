import { parseLeaf } from '@duecheck/core/register';
import type { AppendedEntry, Register } from '../../../gateway/register/register.ts';
import type { Database } from '../../../gateway/store/database.ts';
import { readLog } from './read-log.ts';

export interface ReadEntry {
  readonly id: string;
  readonly type: string;
}

/** All logs of a register, each read as any client would. */
export async function readLogs(register: Register, db: Database) {
  const logs = [];
  for (const log of await register.logs()) {
    const ids = await readLog({ head: () => log, fetchTile: log.fetchTile });
    const rows =
      ids.length === 0
        ? []
        : await db.selectFrom('register_entry').select(['id', 'leaf']).where('id', 'in', ids).execute();
    const typeOf = new Map(rows.map(({ id, leaf }) => [id, parseLeaf(leaf).type]));
    logs.push({ ...log, entries: ids.map((id): ReadEntry => ({ id, type: typeOf.get(id) ?? 'none' })) });
  }
  return logs;
}

/** What callers appended, without what the register says of itself. */
export const appended = (logs: Awaited<ReturnType<typeof readLogs>>): string[] =>
  logs.flatMap(({ entries }) => entries.filter(({ type }) => type === 'key.rotated').map(({ id }) => id));

export const idsOf = (entries: readonly AppendedEntry[]): string[] => entries.map(({ id }) => id);
