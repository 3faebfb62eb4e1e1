/**
 * Entries between their own commit and their place in the tree. Both tables are narrow, so that the entry itself is written
 * once and never updated: its row is what the leaf commits to.
 */
import { equalBytes, fromUtf8 } from '@duecheck/core/bytes';
import type { TreeHash } from '@duecheck/core/register';
import { sql } from 'kysely';
import type { Database, Trx } from '../store/database.ts';
import type { RegisterAlarm } from './errors.ts';

interface PendingEntry {
  readonly id: string;
  readonly leaf: Uint8Array;
}

export interface Pending {
  /** In the order of their ids, which within a process is that of appending; the tree's order is the one that counts. */
  readonly entries: readonly PendingEntry[];
  /** Entries that were changed after they were acknowledged. They stay out of the tree, and the lag grows. */
  readonly alarms: readonly RegisterAlarm[];
}

export interface Waiting {
  readonly limit: number;
  /** Only what was appended before this instant, in milliseconds. */
  readonly before: number;
}

/** Reads up to `limit` good entries, however many bad ones lie between them. */
export async function readPending(trx: Trx, { limit, before }: Waiting, tree: TreeHash): Promise<Pending> {
  const entries: PendingEntry[] = [];
  const alarms: RegisterAlarm[] = [];
  for (let after = ''; ; ) {
    const rows = await trx
      .selectFrom('register_pending as p')
      .leftJoin('register_entry as e', 'e.id', 'p.entry')
      .select(['p.entry', 'e.leaf', 'e.leaf_hash'])
      .where('p.entry', '>', after)
      .where('p.appended_at', '<', new Date(before))
      .orderBy('p.entry')
      .limit(limit - entries.length)
      .execute();
    for (const { entry, leaf, leaf_hash } of rows) {
      if (leaf === null || leaf_hash === null) alarms.push({ code: 'entry-missing', entry });
      else if (equalBytes(tree.leaf(leaf), leaf_hash) && idOf(leaf) === entry) entries.push({ id: entry, leaf });
      else alarms.push({ code: 'entry-altered', entry });
    }
    const last = rows.at(-1);
    if (last === undefined || entries.length === limit) return { entries, alarms };
    after = last.entry;
  }
}

/** The entry that a leaf says it is; undefined for a leaf that cannot be read. */
function idOf(leaf: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(leaf));
    return (value as { id?: string }).id;
  } catch {
    return undefined;
  }
}

/** An entry has one place in one log for ever: a second one fails on the table's keys. */
export async function insertPlaces(trx: Trx, origin: string, first: bigint, ids: readonly string[]): Promise<void> {
  const indexes = ids.map((_, i) => Number(first) + i);
  await sql`
    insert into register_place (origin, seq, entry)
    select ${origin}, u.seq, u.entry from unnest(${indexes}::int8[], ${ids}::text[]) as u (seq, entry)`.execute(trx);
  await sql`delete from register_pending where entry = any(${ids}::text[])`.execute(trx);
}

/** When the oldest entry that waits was appended, in milliseconds; undefined if none waits. */
export async function oldestPending(db: Database | Trx): Promise<number | undefined> {
  const { oldest } = await db
    .selectFrom('register_pending')
    .select((eb) => eb.fn.min('appended_at').as('oldest'))
    .executeTakeFirstOrThrow();
  return oldest === null ? undefined : oldest.getTime();
}
