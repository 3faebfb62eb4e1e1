/** What a person started on partners' pages: to look back at, and to take back (DESIGN §1.12, PIPL 15). */
import type { HandedOver } from '@duecheck/core/contract';
import type { ReceiptClaims } from '@duecheck/core/receipt';
import type { Words } from '@duecheck/core/text';
import { subjectOf } from '../checks/subject-of.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';

export interface OwnEnquiry {
  readonly session: string;
  readonly partner: Words;
  readonly decisionPoint: string;
  readonly openedAt: Date;
  /** null: nothing was handed over. */
  readonly given: HandedOver | null;
  readonly use: 'kept' | 'given' | 'fetched' | 'withdrawn';
  /** Of the hand-over in the register; '' where there is none. */
  readonly entry: string;
}

/** Newest first, a page of them. */
const AT_MOST = 50;

/**
 * Reading them is itself registered, before anything is shown.
 *
 * @throws RequestProblem `subject-invalid`
 */
export const ownEnquiries = (world: World, person: Person): Promise<readonly OwnEnquiry[]> =>
  world.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('widget_session as s')
      .innerJoin('partner as p', 'p.id', 's.partner')
      .leftJoin('receipt as r', 'r.jti', 's.jti')
      .select(['s.id', 's.decision_point', 's.opened_at', 's.claims', 's.redeemed_at', 'p.title_zh', 'p.title_en'])
      .select(['r.jti', 'r.voided_at', 'r.claims as receipt'])
      .where('s.subject_key', '=', keyOf(world, person))
      .orderBy('s.opened_at', 'desc')
      .limit(AT_MOST)
      .execute();
    await registerReading(
      trx,
      world,
      person,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      session: row.id,
      partner: { zh: row.title_zh, en: row.title_en },
      decisionPoint: row.decision_point,
      openedAt: row.opened_at,
      given: row.jti === null ? null : row.claims,
      use: useOf(row),
      entry: row.receipt === null ? '' : (JSON.parse(row.receipt) as ReceiptClaims).register.entry,
    }));
  });

const useOf = (row: { jti: string | null; voided_at: Date | null; redeemed_at: Date | null }): OwnEnquiry['use'] => {
  if (row.jti === null) return 'kept';
  if (row.voided_at !== null) return 'withdrawn';
  return row.redeemed_at === null ? 'given' : 'fetched';
};

async function registerReading(trx: Trx, world: World, person: Person, sessions: readonly string[]): Promise<void> {
  const { kind, number, name } = subjectOf(person.subject);
  const { account } = person;
  await world.register.append(trx, [
    {
      type: 'record.read',
      organisation: await rootOf(trx),
      decisionPoint: 'self-enquiry',
      actor: { iss: account.iss, sub: account.sub, role: 'person', assurance: account.assurance },
      subject: { kind, number, name },
      case: null,
      request: { observed: { sessions }, claimed: {} },
      outcome: null,
      flags: ['history'],
      person: { sessions },
    },
  ]);
}

/**
 * Takes back what was handed over: at once, and for whoever asks for it again. What the partner did with it before stands.
 *
 * @throws RequestProblem `not-found` where it is another person's, `state-conflict` where nothing is out or it is taken back
 */
export const takeBack = (world: World, person: Person, session: string): Promise<void> =>
  world.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('widget_session')
      .selectAll()
      .where('id', '=', session)
      .where('subject_key', '=', keyOf(world, person))
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new RequestProblem('not-found');
    const now = new Date(world.clock.now());
    const voided =
      row.jti === null
        ? null
        : await trx
            .updateTable('receipt')
            .set({ voided_at: now })
            .where('jti', '=', row.jti)
            .where('voided_at', 'is', null)
            .returning('jti')
            .executeTakeFirst();
    if (!voided) throw new RequestProblem('state-conflict');
    const given = await trx
      .selectFrom('authorisation_use as u')
      .innerJoin('authorisation as a', 'a.id', 'u.authorisation')
      .select(['a.id', 'a.withdrawn_at'])
      .where('u.check_id', '=', row.check_id)
      .executeTakeFirst();
    if (given === undefined || given.withdrawn_at !== null) throw new RequestProblem('state-conflict');
    const { kind, number, name } = subjectOf(person.subject);
    const { account } = person;
    const [entry] = await world.register.append(trx, [
      {
        type: 'authorisation.withdrawn',
        organisation: row.partner,
        decisionPoint: row.decision_point,
        actor: { iss: account.iss, sub: account.sub, role: 'person', assurance: account.assurance },
        subject: { kind, number, name },
        case: null,
        request: { observed: { authorisation: given.id, session, receipt: row.jti }, claimed: {} },
        outcome: null,
        person: { authorisation: given.id, session },
        office: { authorisation: given.id },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    await trx
      .updateTable('authorisation')
      .set({ withdrawn_at: now, withdraw_entry: entry.id })
      .where('id', '=', given.id)
      .execute();
  });

const keyOf = (world: World, person: Person): Uint8Array => {
  const { kind, number } = subjectOf(person.subject);
  return world.index.subject(kind, number);
};
