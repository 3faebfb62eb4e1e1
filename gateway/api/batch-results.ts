import { loadBatch } from '../batches/batch-row.ts';
import { countMembers, downloadRows } from '../batches/download.ts';
import { countSubjects } from '../batches/quota.ts';
import { resultFile } from '../batches/result-file.ts';
import { defineCapability } from '../http/handler.ts';
import { attachment, streamAnswer } from '../http/stream-answer.ts';

/**
 * GET /v1/batches/{id}/results: everybody is looked up anew and counts against the day's limit; an `export` entry says who
 * took the list away, and each person has an INTENT and a RESULT of it.
 */
export const batchResults = defineCapability('batchResults', async ({ world, caller, params, query, reply }) => {
  const catalogue = await world.lists.catalogue();
  const batch = await world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const loaded = await loadBatch(trx, caller, params.id ?? '', legal);
    const { batch: of, held } = loaded;
    await world.lists.binding(of.origin, of.decision_point);
    const subjects = await countMembers(trx, { batch: of, account: caller, class: query.class }, legal);
    await world.register.append(trx, [
      {
        type: 'export',
        organisation: of.organisation,
        decisionPoint: of.decision_point,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: null,
        round: of.round,
        request: {
          observed: { batch: of.id, format: query.format, class: query.class ?? null, subjects },
          claimed: {},
        },
        outcome: null,
        office: { purpose: of.decision_point, batch: of.id },
      },
    ]);
    await countSubjects(trx, world, { organisation: of.organisation, account: caller, subjects });
    return of;
  });
  const file = resultFile(query.format, catalogue);
  const rows = downloadRows(world, { batch, account: caller, class: query.class });
  const headers = {
    'content-type': file.type,
    'content-disposition': attachment(`batch.${query.format}`, `${batch.round}.${query.format}`),
  };
  await streamAnswer(reply, headers, file.bytes(rows));
  return undefined;
});
