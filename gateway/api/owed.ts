import type { Id } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { openCase } from '../store/sealed.ts';

/** GET /v1/owed */
export const owed = defineCapability('owed', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('owed_check')
      .innerJoin('decision', 'decision.id', 'owed_check.decision_id')
      .select([
        'owed_check.decision_id',
        'owed_check.source',
        'owed_check.since',
        'owed_check.due_by',
        'decision.decision_point',
        'decision.deferral_id',
        'decision.organisation',
        'decision.sealed_case',
        'decision.key_month',
      ])
      .where('owed_check.iss', '=', caller.iss)
      .where('owed_check.sub', '=', caller.sub)
      .where('owed_check.done_check', 'is', null)
      .orderBy('owed_check.since')
      .limit(500)
      .execute();
    const owing = [];
    for (const row of rows) {
      const { label } = await openCase(trx, world, row.decision_id, row);
      owing.push({
        decisionId: row.decision_id as Id<'dec'>,
        deferral: row.deferral_id as Id<'dfr'> | null,
        decisionPoint: row.decision_point,
        caseLabel: label,
        since: iso(row.since.getTime()),
        dueBy: row.due_by,
        source: row.source as 'deferral' | 'spool' | 'unknown',
      });
    }
    return { owed: owing };
  }),
);
