import type { Id, PartnerAnswer } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import { type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { rowOf } from '../lists/lists.ts';
import type { Database, Trx } from '../store/database.ts';
import type { PartnerTables } from '../store/tables/partners.ts';
import { handedCategories } from '../widget/handed-categories.ts';
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
    // A partner's lookups never stand under an office's name.
    const office = await trx.selectFrom('organisation').select('id').where('id', '=', body.id).executeTakeFirst();
    if (office !== undefined)
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/id', code: 'taken-by-office' }] });
    const { id, reason, title, origins, purposes, keys, sessionsPerDay, returnUrls, state } = body;
    const claim = { organisation, account: caller, route: 'save-partner', key: idempotencyKey, request: body };
    if ((await claimOnce(trx, world, claim, id)) !== null) return answerOf(await partnerRow(trx, id));
    if (await mixes(trx, id, state))
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/state', code: 'test-stays-test' }] });
    const terms = { id, origins, purposes, keys: keys.map(({ kid }) => kid), sessionsPerDay, returnUrls, state };
    const [entry] = await world.register.append(trx, [
      {
        type: 'partner.changed',
        organisation,
        decisionPoint: null,
        actor: { iss: caller.iss, sub: caller.sub, role, assurance: caller.assurance },
        subject: null,
        case: null,
        request: terms,
        outcome: null,
        office: { reason },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    const values = {
      title_zh: title.zh,
      title_en: title.en,
      origins,
      purposes,
      keys: JSON.stringify(keys),
      sessions_per_day: sessionsPerDay,
      return_urls: returnUrls,
      state,
      entry: entry.id,
      changed_at: new Date(world.clock.now()),
    };
    await trx
      .insertInto('partner')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
    return answerOf(await partnerRow(trx, id));
  });
});

/** A receipt of a test is never for a live partner, nor the other way round: one that had sessions of a kind keeps to it. */
async function mixes(trx: Trx, id: string, next: PartnerRow['state']): Promise<boolean> {
  if (next === 'closed') return false;
  const other = await trx
    .selectFrom('widget_session')
    .select('id')
    .where('partner', '=', id)
    .where('test', next === 'test' ? 'is' : 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

const partnerRow = (trx: Trx, id: string) =>
  trx.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const answerOf = (row: PartnerRow): PartnerAnswer => ({
  id: row.id,
  title: { zh: row.title_zh, en: row.title_en },
  origins: row.origins,
  purposes: row.purposes,
  keys: row.keys,
  sessionsPerDay: row.sessions_per_day,
  returnUrls: row.return_urls,
  state: row.state,
  entry: row.entry as Id<'ent'>,
});
type PartnerRow = Selectable<PartnerTables['partner']>;

/** The city's own credit office: partners belong to no part of it. */
async function officeOf(db: Database | Trx, world: World, caller: Account): Promise<Held> {
  const { today } = await world.legal(db);
  const held = roleFor(await rolesOf(db, caller, today, await rootOf(db)), ['office']);
  if (held === null) throw new RequestProblem('role-missing');
  return held;
}
