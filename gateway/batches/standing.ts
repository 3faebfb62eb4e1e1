/**
 * What may be told of a member now. A check that is no longer fresh, or behind which a record changed, is not told any more:
 * what it showed may have ended, and is then as if never there (DESIGN §1.6).
 */
import { ITEM_CLASSES, type ItemClass } from '@duecheck/core/contract';
import { type RawBuilder, sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { SKEW_MS } from '../decisions/load.ts';
import type { Database, Trx } from '../store/database.ts';
import type { BatchRow } from './batch-row.ts';

export type Counts = Record<ItemClass, number>;

/** `isFresh` (decisions/load.ts) for a query over `credit_check c`. */
export const fresh = ({ instant }: LegalTime): RawBuilder<boolean> => sql<boolean>`
  (not c.outdated and c.fresh_until > ${new Date(instant)}::timestamptz
   and c.checked_at <= ${new Date(instant + SKEW_MS)}::timestamptz)`;

/** For a query over `batch_item i left join credit_check c on c.id = i.check_id`. */
export const toldClass = (legal: LegalTime): RawBuilder<ItemClass> => sql<ItemClass>`
  case when i.class in ('clear', 'findings') and not ${fresh(legal)} then 'look-again'
       else coalesce(i.class, 'waiting') end`;

export async function countsOf(db: Database | Trx, batch: BatchRow, legal: LegalTime): Promise<Counts> {
  // Somebody watches it twice a second: what was found in the last minute is counted as it was found.
  if (batch.state === 'running') return rawCounts(db, batch.id);
  if (batch.fresh_until === null || batch.fresh_until.getTime() <= legal.instant) {
    const { clear, findings, ...rest } = await rawCounts(db, batch.id);
    return { ...rest, clear: 0, findings: 0, 'look-again': clear + findings };
  }
  return counted(
    await sql<Counted>`
      select ${toldClass(legal)} as class, count(*) as n
        from batch_item i left join credit_check c on c.id = i.check_id
       where i.batch_id = ${batch.id} group by 1`.execute(db),
  );
}

/** By what each member's check found, whenever that was. Not to be told once the batch stands. */
export const rawCounts = async (db: Database | Trx, batchId: string): Promise<Counts> =>
  counted(
    await sql<Counted>`
      select coalesce(class, 'waiting') as class, count(*) as n
        from batch_item where batch_id = ${batchId} group by 1`.execute(db),
  );

interface Counted {
  readonly class: ItemClass;
  readonly n: number;
}

function counted({ rows }: { readonly rows: readonly Counted[] }): Counts {
  const counts = Object.fromEntries(ITEM_CLASSES.map((one) => [one, 0])) as Counts;
  for (const one of rows) counts[one.class] = one.n;
  return counts;
}
