import { defineCapability } from '../http/handler.ts';
import { auditorOf } from '../identity/auditors.ts';

/** GET /v1/audit/titles: names of offices and steps, and of nobody; no entry. */
export const auditTitles = defineCapability('auditTitles', async ({ world, caller }) => {
  const { sees } = await auditorOf(world, caller);
  const rows = await world.db
    .selectFrom('organisation')
    .select(['id', 'parent', 'title_zh', 'title_en'])
    .orderBy('id')
    .execute();
  const { decisionPoints } = await world.lists.catalogue();
  return {
    organisations: rows
      .filter(({ id }) => sees === 'everything' || sees.has(id))
      .map(({ id, parent, title_zh: zh, title_en: en }) => ({ id, parent, title: { zh, en } })),
    decisionPoints: [...decisionPoints.values()].map(({ id, title: { zh, en } }) => ({ id, title: { zh, en } })),
  };
});
