import type { Id, Role } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { subtreesOf } from '../identity/organisations.ts';
import { conflicted, rolesOf } from '../identity/roles.ts';
import { witnessAlerts } from '../witnesses/alerts.ts';

const TOLD: readonly Role[] = ['manager', 'auditor', 'office'];

/**
 * GET /v1/alerts: break-glass is told at once to whoever watches the organisation. Who asked and why is in the register.
 * What a witness does wrong is told to the same people.
 */
export const alerts = defineCapability('alerts', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const held = await rolesOf(trx, caller, today, null);
    const nodes = held.filter(({ role }) => TOLD.includes(role)).map(({ organisation }) => organisation);
    if (nodes.length === 0 || conflicted(held)) throw new RequestProblem('role-missing');
    const organisations = (await subtreesOf(trx, nodes)).map(({ id }) => id);
    const rows = await trx
      .selectFrom('release')
      .selectAll()
      .where('kind', '=', 'break-glass')
      .where('answer', '=', 'give')
      .where('organisation', 'in', organisations)
      .orderBy('answered_at', 'desc')
      .limit(200)
      .execute();
    return {
      alerts: rows.map((row) => ({
        releaseId: row.id as Id<'rel'>,
        organisation: row.organisation,
        decisionPoint: row.decision_point,
        givenAt: iso((row.answered_at ?? row.asked_at).getTime()),
        used: row.used_by === null ? ('no' as const) : ('yes' as const),
        entry: (row.answer_entry ?? row.asked_entry) as Id<'ent'>,
        legalDate: row.legal_date,
      })),
      witnesses: await witnessAlerts(world),
    };
  }),
);
