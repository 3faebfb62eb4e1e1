import { type RawBuilder, sql } from 'kysely';
import { loadBatch } from '../batches/batch-row.ts';
import { changedSince } from '../batches/differences.ts';
import { readItems } from '../batches/items.ts';
import { toldClass } from '../batches/standing.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';

/** GET /v1/batches/{id}/items: what may be told of members now, and of no record anything. */
export const batchItems = defineCapability('batchItems', async ({ world, caller, params, query }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { batch } = await loadBatch(trx, caller, params.id ?? '', legal);
    const ofClass: RawBuilder<boolean> =
      query.class === undefined ? sql`true` : sql`${toldClass(legal)} = ${query.class}`;
    const where = sql<boolean>`i.n > ${query.after} and ${ofClass}`;
    const items = await readItems(trx, world, { batch, legal }, { where, limit: query.limit });
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.n ?? null) };
  }),
);

/** Beyond this nobody works off a list by hand: the run itself went wrong. */
const MOST = 1000;

/** GET /v1/batches/{id}/differences: against the run that it repeats. */
export const batchDifferences = defineCapability('batchDifferences', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const { batch } = await loadBatch(trx, caller, params.id ?? '', legal);
    if (batch.rerun_of === null) throw new RequestProblem('state-conflict');
    const where = changedSince(batch.rerun_of, legal);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from batch_item i left join credit_check c on c.id = i.check_id
       where i.batch_id = ${batch.id} and ${where}`.execute(trx);
    return { items: await readItems(trx, world, { batch, legal }, { where, limit: MOST }), total: rows[0]?.n ?? 0 };
  }),
);
