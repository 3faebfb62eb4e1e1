import type { LimitKind, Role } from '@duecheck/core/contract';
import { DEFAULT_LIMITS } from '../authority/limits.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { subtreesOf } from '../identity/organisations.ts';
import { conflicted, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

const READERS: readonly Role[] = ['office', 'manager'];

/** GET /v1/limits */
export const limits = defineCapability('limits', async ({ world, caller }) =>
  world.db.transaction().execute((trx) => answer(trx, world, caller)),
);

/** POST /v1/limits: who may look up how much is itself registered. */
export const setLimit = defineCapability('setLimit', async ({ world, caller, body, idempotencyKey }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const { organisation, what, most, reason } = body;
    const held = roleFor(await rolesOf(trx, caller, today, organisation), ['office']);
    if (held === null) throw new RequestProblem('role-missing');
    const claim = { organisation, account: caller, route: 'set-limit', key: idempotencyKey, request: body };
    if ((await claimOnce(trx, world, claim, organisation)) !== null) return answer(trx, world, caller);
    await trx
      .insertInto('lookup_limit')
      .values({ organisation, what, most })
      .onConflict((conflict) => conflict.columns(['organisation', 'what']).doUpdateSet({ most }))
      .execute();
    await world.register.append(trx, [
      {
        type: 'limit.changed',
        organisation,
        decisionPoint: null,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: null,
        request: { what, most },
        outcome: null,
        office: { reason },
      },
    ]);
    return answer(trx, world, caller);
  }),
);

async function answer(trx: Trx, world: World, caller: Account) {
  const { today } = await world.legal(trx);
  const held = await rolesOf(trx, caller, today, null);
  const nodes = held.filter(({ role }) => READERS.includes(role)).map(({ organisation }) => organisation);
  if (nodes.length === 0 || conflicted(held)) throw new RequestProblem('role-missing');
  const organisations = (await subtreesOf(trx, nodes)).map(({ id }) => id);
  const rows = await trx
    .selectFrom('lookup_limit')
    .selectAll()
    .where('organisation', 'in', organisations)
    .orderBy('organisation')
    .orderBy('what')
    .execute();
  return { limits: rows.map((row) => ({ ...row, what: row.what as LimitKind })), defaults: { ...DEFAULT_LIMITS } };
}
