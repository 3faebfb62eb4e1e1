/** A partner's entry, as it is to be from now on: in the registry, and as an entry of the register. */
import type { Id, PartnerAnswer, PartnerRequest } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { RequestProblem } from '../http/problem.ts';
import type { EntryDraft } from '../register/entry-draft.ts';
import type { Trx } from '../store/database.ts';
import type { PartnerTables } from '../store/tables/partners.ts';
import type { World } from '../world.ts';

export type PartnerRow = Selectable<PartnerTables['partner']>;

export interface WrittenBy {
  readonly organisation: string;
  /** null: by a house that is filled. */
  readonly actor: EntryDraft['actor'];
}

/** @throws RequestProblem `invalid-body` where an office has the name, or where tests would become real */
export async function writePartner(
  trx: Trx,
  world: World,
  { reason, ...partner }: PartnerRequest,
  { organisation, actor }: WrittenBy,
): Promise<PartnerRow> {
  const { id, title, origins, purposes, keys, sessionsPerDay, returnUrls, state } = partner;
  // A partner's lookups never stand under an office's name.
  const office = await trx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst();
  if (office !== undefined) throw refused('/id', 'taken-by-office');
  if (await mixes(trx, id, state)) throw refused('/state', 'test-stays-test');
  const [entry] = await world.register.append(trx, [
    {
      type: 'partner.changed',
      organisation,
      decisionPoint: null,
      actor,
      subject: null,
      case: null,
      request: { id, origins, purposes, keys: keys.map(({ kid }) => kid), sessionsPerDay, returnUrls, state },
      outcome: null,
      office: { reason },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  const values = {
    title_zh: title.zh,
    title_en: title.en,
    origins: [...origins],
    purposes: [...purposes],
    keys: JSON.stringify(keys),
    sessions_per_day: sessionsPerDay,
    return_urls: [...returnUrls],
    state,
    entry: entry.id,
    changed_at: new Date(world.clock.now()),
  };
  await trx
    .insertInto('partner')
    .values({ id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  return partnerRow(trx, id);
}

export const partnerRow = (trx: Trx, id: string): Promise<PartnerRow> =>
  trx.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const answerOf = (row: PartnerRow): PartnerAnswer => ({
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

const refused = (pointer: string, code: string) => new RequestProblem('invalid-body', { errors: [{ pointer, code }] });

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
