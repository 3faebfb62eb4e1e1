import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import { type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { rowOf } from '../lists/lists.ts';
import type { Database, Trx } from '../store/database.ts';
import { handedCategories } from '../widget/handed-categories.ts';
import { answerOf, partnerRow, writePartner } from '../widget/write-partner.ts';
import type { World } from '../world.ts';

/** GET /v1/partners */
export const partners = defineCapability('partners', async ({ world, caller }) => {
  await officeOf(world.db, world, caller);
  const rows = await world.db.selectFrom('partner').selectAll().orderBy('id').execute();
  return { partners: rows.map(answerOf) };
});

/** POST /v1/partners: the whole entry anew. Whoever may use the widget, and who said so, is itself registered. */
export const savePartner = defineCapability('savePartner', async ({ world, caller, body, idempotencyKey }) => {
  const catalogue = await world.lists.catalogue();
  for (const purpose of body.purposes)
    if (handedCategories(rowOf(catalogue, purpose), catalogue).length === 0)
      throw new RequestProblem('row-not-for-partners', {
        errors: [{ pointer: '/purposes', code: 'not-for-partners' }],
      });
  return world.db.transaction().execute(async (trx) => {
    const { role, organisation } = await officeOf(trx, world, caller);
    const claim = { organisation, account: caller, route: 'save-partner', key: idempotencyKey, request: body };
    if ((await claimOnce(trx, world, claim, body.id)) !== null) return answerOf(await partnerRow(trx, body.id));
    const actor = { iss: caller.iss, sub: caller.sub, role, assurance: caller.assurance };
    return answerOf(await writePartner(trx, world, body, { organisation, actor }));
  });
});

/** The city's own credit office: partners belong to no part of it. */
async function officeOf(db: Database | Trx, world: World, caller: Account): Promise<Held> {
  const { today } = await world.legal(db);
  const held = roleFor(await rolesOf(db, caller, today, await rootOf(db)), ['office']);
  if (held === null) throw new RequestProblem('role-missing');
  return held;
}
