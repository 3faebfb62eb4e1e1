/** The logs that make up a register, oldest first. The newest takes entries; the others stand as they ended. */
import { sql } from 'kysely';
import type { Database, Trx } from '../store/database.ts';
import type { Head } from './head.ts';
import { byAge, type LogEpoch, parseOrigin } from './log-origin.ts';

/**
 * `ended`: its last entry says so, and which log goes on. `lost`: the database held less than was published, and a new epoch
 * began. `gone`: its ten years are over, and its entries were removed.
 */
export type ShardState = 'open' | 'ended' | 'lost' | 'gone';

export interface Shard extends Head, LogEpoch {
  readonly state: ShardState;
  /** Its first entry, which names the log before it; null in a register's first log. */
  readonly opened: string | null;
  /** Its last entry, which names the next; null where it has none. */
  readonly ended: string | null;
  /** The entry of a later log that says that it is gone. */
  readonly gone: string | null;
}

/** @param origin of any shard of the register. */
export async function readShards(db: Database | Trx, origin: string): Promise<Shard[]> {
  const rows = await db
    .selectFrom('register_head')
    .selectAll()
    .where(sql<boolean>`starts_with(origin, ${`${parseOrigin(origin)?.register ?? origin}/`})`)
    .execute();
  return rows
    .flatMap(({ size, state, ...row }) => {
      const named = parseOrigin(row.origin);
      return named === undefined ? [] : [{ ...row, ...named, size: BigInt(size), state: state as ShardState }];
    })
    .sort(byAge);
}

/** Where entries go. @returns undefined where nothing was opened yet */
export const newestShard = async (db: Database | Trx, origin: string): Promise<Shard | undefined> =>
  (await readShards(db, origin)).at(-1);
