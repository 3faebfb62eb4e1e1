import { utf8 } from '@duecheck/core/bytes';
import type { Id, TemplateSaved } from '@duecheck/core/contract';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { checkedTemplate } from '../papers/checked-template.ts';
import { mayEdit, paperKind } from './template.ts';

/** POST /v1/templates/{kind}: a new version beside the old ones, and its entry, in one transaction. */
export const saveTemplate = defineCapability(
  'saveTemplate',
  async ({ world, caller, body, params, idempotencyKey }) => {
    const kind = paperKind(params.kind);
    const { organisation, language, text } = body;
    return world.db.transaction().execute(async (trx): Promise<TemplateSaved> => {
      const held = await mayEdit(trx, world, caller, organisation);
      const own = () =>
        trx
          .selectFrom('paper_template')
          .select(['version', 'entry'])
          .where('organisation', '=', organisation)
          .where('kind', '=', kind)
          .where('language', '=', language);
      const version = body.after + 1;
      const claim = {
        organisation,
        account: caller,
        route: `save-template/${kind}`,
        key: idempotencyKey,
        request: body,
      };
      if ((await claimOnce(trx, world, claim, `${organisation}/${kind}/${language}/${version}`)) !== null) {
        const { entry } = await own().where('version', '=', version).executeTakeFirstOrThrow();
        return { organisation, version, entry: entry as Id<'ent'> };
      }
      if (text !== null) checkedTemplate(kind, language, text);
      const newest = await own().orderBy('version', 'desc').limit(1).executeTakeFirst();
      if ((newest?.version ?? 0) !== body.after) throw new RequestProblem('state-conflict');
      const digest = text === null ? null : world.index.digest(utf8(text));
      const [entry] = await world.register.append(trx, [
        {
          type: 'template.changed',
          organisation,
          decisionPoint: null,
          actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
          subject: null,
          case: null,
          request: { observed: { paper: kind, language, version, digest }, claimed: {} },
          outcome: null,
        },
      ]);
      if (entry === undefined) throw new Error('append gave no entry');
      const inserted = await trx
        .insertInto('paper_template')
        .values({
          organisation,
          kind,
          language,
          version,
          body: text,
          entry: entry.id,
          changed_at: new Date(world.clock.now()),
        })
        .onConflict((conflict) => conflict.columns(['organisation', 'kind', 'language', 'version']).doNothing())
        .executeTakeFirst();
      // Two editors at once: the second waited for the first, and has not read what it would replace.
      if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) throw new RequestProblem('state-conflict');
      return { organisation, version, entry: entry.id };
    });
  },
);
