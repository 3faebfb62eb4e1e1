import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { postsOf } from '../identity/posts.ts';
import { IMPORTERS, importAnswer, loadImport } from '../imports/import-row.ts';

const MOST_LISTED = 50;

/** GET /v1/imports/{id} */
export const importRun = defineCapability('importRun', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    return importAnswer(trx, await loadImport(trx, caller, params.id ?? '', legal), caller);
  }),
);

/** GET /v1/imports */
export const imports = defineCapability('imports', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const posts = await postsOf(trx, caller, today, IMPORTERS);
    if (posts.length === 0) throw new RequestProblem('role-missing');
    const rows = await trx
      .selectFrom('office_import')
      .selectAll()
      .where(
        'organisation',
        'in',
        posts.flatMap(({ organisations }) => organisations),
      )
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST_LISTED)
      .execute();
    const told = [];
    for (const row of rows) told.push(await importAnswer(trx, row, caller));
    return { imports: told };
  }),
);

/** GET /v1/imports/{id}/rejects: what it keeps of a row's text only the importer can open, so this is no lookup. */
export const importRejects = defineCapability('importRejects', async ({ world, caller, params, query }) =>
  world.db.transaction().execute(async (trx) => {
    const { id } = await loadImport(trx, caller, params.id ?? '', await world.legal(trx));
    const rows = await trx
      .selectFrom('import_reject')
      .selectAll()
      .where('import_id', '=', id)
      .where('n', '>', query.after)
      .orderBy('n')
      .limit(query.limit + 1)
      .execute();
    const rejects = rows.slice(0, query.limit).map(({ n, line, code, columns, row_text, wrapped_key }) => ({
      ...{ n, line, code, columns, row: row_text, key: wrapped_key },
    }));
    return { rejects, next: rows.length > query.limit ? (rejects.at(-1)?.n ?? null) : null };
  }),
);
