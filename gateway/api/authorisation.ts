import { authorisationAnswer } from '../authority/answer-authorisation.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { outdate } from '../records/affected.ts';
import type { Trx } from '../store/database.ts';
import { openSubject } from '../store/sealed.ts';
import type { World } from '../world.ts';

/** GET /v1/authorisations/{id} */
export const authorisation = defineCapability('authorisation', async ({ world, caller, params }) =>
  world.db.transaction().execute(async (trx) => {
    const { today, row } = await load(trx, world, caller, params.id ?? '');
    return authorisationAnswer(trx, world, row.id, today);
  }),
);

/**
 * POST /v1/authorisations/{id}/withdraw: at once, also for a lookup that is under way. What was looked at and not decided
 * on carries no decision any more; what was decided stands (PIPL 15: a withdrawal does not reach back).
 */
export const withdrawAuthorisation = defineCapability(
  'withdrawAuthorisation',
  async ({ world, caller, body, params, idempotencyKey }) =>
    world.db.transaction().execute(async (trx) => {
      const { today, row, role } = await load(trx, world, caller, params.id ?? '');
      const { organisation, id } = row;
      const claim = {
        organisation,
        account: caller,
        route: `withdraw-authorisation/${id}`,
        key: idempotencyKey,
        request: body,
      };
      if ((await claimOnce(trx, world, claim, id)) !== null) return authorisationAnswer(trx, world, id, today);
      if (row.withdrawn_at !== null) throw new RequestProblem('state-conflict');
      const uses = await trx
        .selectFrom('authorisation_use')
        .select('check_id')
        .where('authorisation', '=', id)
        .execute();
      const lookAgain = await outdate(
        trx,
        uses.map(({ check_id }) => check_id),
      );
      const [entry] = await world.register.append(trx, [
        {
          type: 'authorisation.withdrawn',
          organisation,
          decisionPoint: row.decision_point,
          actor: { iss: caller.iss, sub: caller.sub, role, assurance: caller.assurance },
          subject: await openSubject(trx, world, row),
          case: null,
          request: { observed: { authorisation: id, lookAgain }, claimed: {} },
          outcome: null,
          person: { authorisation: id, reason: body.reason },
          office: { authorisation: id, reason: body.reason },
        },
      ]);
      if (entry === undefined) throw new Error('append gave no entry');
      await trx
        .updateTable('authorisation')
        .set({ withdrawn_at: new Date(world.clock.now()), withdraw_entry: entry.id })
        .where('id', '=', id)
        .execute();
      return authorisationAnswer(trx, world, id, today);
    }),
);

/** Locked: a lookup that takes it and a withdrawal come one after the other. Not yours is told as not there. */
async function load(trx: Trx, world: World, caller: Account, id: string) {
  const { today } = await world.legal(trx);
  const row = await trx.selectFrom('authorisation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  const held = roleFor(await rolesOf(trx, caller, today, row.organisation), DECIDERS, row.decision_point);
  if (held === null) throw new RequestProblem('not-found');
  return { today, row, role: held.role };
}
