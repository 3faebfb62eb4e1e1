import { type Id, PaperKind, type TemplateAnswer } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { templatesFor } from '../papers/in-force.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** GET /v1/templates/{kind}: words of a form, about nobody; reading them is no entry. */
export const template = defineCapability(
  'template',
  async ({ world, caller, params, query }): Promise<TemplateAnswer> =>
    world.db.transaction().execute(async (trx) => {
      const kind = paperKind(params.kind);
      const { organisation, language } = query;
      await mayEdit(trx, world, caller, organisation);
      const [inForce] = await templatesFor(trx, { organisation, kind, language });
      const versions = await trx
        .selectFrom('paper_template')
        .select(['version', 'body', 'entry', 'changed_at'])
        .where('organisation', '=', organisation)
        .where('kind', '=', kind)
        .where('language', '=', language)
        .orderBy('version', 'desc')
        .execute();
      return {
        organisation,
        kind,
        language,
        inForce,
        versions: versions.map(({ version, body, entry, changed_at }) => ({
          version,
          text: body,
          entry: entry as Id<'ent'>,
          changedAt: iso(changed_at.getTime()),
        })),
      };
    }),
);

/** @throws RequestProblem `not-found` for a kind of paper that there is not */
export function paperKind(text: string | undefined): PaperKind {
  const kind = PaperKind.safeParse(text);
  if (!kind.success) throw new RequestProblem('not-found');
  return kind.data;
}

/** @throws RequestProblem `role-missing`, also for an organisation that there is not: its papers are nobody's to edit */
export async function mayEdit(trx: Trx, world: World, caller: Account, organisation: string) {
  const { today } = await world.legal(trx);
  const held = roleFor(await rolesOf(trx, caller, today, organisation), ['office']);
  if (held === null) throw new RequestProblem('role-missing');
  return held;
}
