import { defineCapability } from '../http/handler.ts';
import { rolesOf } from '../identity/roles.ts';

/** GET /v1/session */
export const session = defineCapability('session', async ({ world, caller }) => {
  const { today } = await world.legal(world.db);
  const held = await rolesOf(world.db, caller, today, null);
  const names = await world.db.selectFrom('organisation').select(['id', 'title_zh']).execute();
  const nameOf = new Map(names.map((n) => [n.id, n.title_zh]));
  return {
    iss: caller.iss,
    sub: caller.sub,
    roles: held.map((h) => ({
      role: h.role,
      organisation: h.organisation,
      organisationName: nameOf.get(h.organisation) ?? h.organisation,
      decisionPoints: h.decisionPoints === null ? null : [...h.decisionPoints],
    })),
  };
});
