import { fromBase64 } from '@duecheck/core/bytes';
import * as z from 'zod/mini';
import type { Database } from '../store/database.ts';
import { readShards } from './shards.ts';

const StatedHead = z.object({ origin: z.string(), size: z.int(), root: z.string() });
const EpochRequest = z.object({ observed: z.object({ lost: StatedHead }) });

export interface DeclaredLoss {
  /** How far the log was known when its loss was declared. */
  readonly size: bigint;
  readonly root: Uint8Array;
}

/** What the epoch after a lost log says of it (`new-epoch.ts`). @returns undefined where none says so */
export async function declaredLoss(db: Database, origin: string): Promise<DeclaredLoss | undefined> {
  const shards = await readShards(db, origin);
  const next = shards[shards.findIndex((shard) => shard.origin === origin) + 1];
  if (next?.opened == null) return undefined;
  const row = await db.selectFrom('public_request').select('value').where('entry', '=', next.opened).executeTakeFirst();
  const { success, data } = EpochRequest.safeParse(row && JSON.parse(row.value));
  if (!success || data.observed.lost.origin !== origin) return undefined;
  return { size: BigInt(data.observed.lost.size), root: fromBase64(data.observed.lost.root) };
}
