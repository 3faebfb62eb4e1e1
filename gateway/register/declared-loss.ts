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

/** What later epochs say of a lost log (`new-epoch.ts`), the most of it. @returns undefined where none says anything */
export async function declaredLoss(db: Database, origin: string): Promise<DeclaredLoss | undefined> {
  const opened = (await readShards(db, origin)).flatMap((shard) => shard.opened ?? []);
  if (opened.length === 0) return undefined;
  const rows = await db.selectFrom('public_request').select('value').where('entry', 'in', opened).execute();
  return rows
    .flatMap(({ value }) => {
      const { success, data } = EpochRequest.safeParse(JSON.parse(value));
      return success && data.observed.lost.origin === origin ? [data.observed.lost] : [];
    })
    .map(({ size, root }) => ({ size: BigInt(size), root: fromBase64(root) }))
    .sort((a, b) => (a.size < b.size ? -1 : 1))
    .at(-1);
}
