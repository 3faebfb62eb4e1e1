/**
 * Entries between their own commit and their place in the tree. Both tables are narrow, so that the entry itself is written
 * once and never updated: its row is what the leaf commits to.
 */
import { equalBytes, fromUtf8 } from '@duecheck/core/bytes';
import type { TreeHash } from '@duecheck/core/register';
import { sql } from 'kysely';
import { textArray } from '../store/binary-arrays.ts';
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
      .selectFrom('register_pending')
      .select('entry')
      .where('entry', '>', after)
      .where('appended_at', '<', new Date(before))
      .orderBy('entry')
      .limit(limit - entries.length)
      .execute();
    const stored = await readLeaves(
      trx,
      rows.map(({ entry }) => entry),
    );
    for (const { entry } of rows) {
      const found = stored.get(entry);
      if (found === undefined) alarms.push({ code: 'entry-missing', entry });
      else if (equalBytes(tree.leaf(found.leaf), found.leaf_hash) && idOf(found.leaf) === entry)
        entries.push({ id: entry, leaf: found.leaf });
      else alarms.push({ code: 'entry-altered', entry });
    }
    const last = rows.at(-1);
    if (last === undefined || entries.length === limit) return { entries, alarms };
    after = last.entry;
  }
}

interface StoredLeaf {
  readonly id: string;
  readonly leaf: Uint8Array;
  readonly leaf_hash: Uint8Array;
}

/**
 * By their ids, and not joined: how many wait changes faster than the database takes its statistics, and by old ones it joined the few
 * that wait with the whole register, from its first entry on, at each look (measured).
 */
async function readLeaves(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, StoredLeaf>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredLeaf>`
    select id, leaf, leaf_hash from register_entry where id = any(${textArray(ids)}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
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
