/** One enquiry on a partner's page, as it stands. */
import type { Id, WidgetState } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { RequestProblem } from '../http/problem.ts';
import type { Database, Trx } from '../store/database.ts';
import type { PartnerTables } from '../store/tables/partners.ts';

/** From the partner's page to the last press of the person. */
export const SESSION_MS = 15 * 60_000;

export type Session = Selectable<PartnerTables['widget_session']>;

/** @throws RequestProblem `not-found` */
export async function findSession(db: Database | Trx, id: string): Promise<Session> {
  const row = await db.selectFrom('widget_session').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  return row;
}

/** The person's steps come one after the other. @throws RequestProblem `not-found`, `state-conflict` where it is over */
export async function lockLive(trx: Trx, id: string, now: number): Promise<Session> {
  const row = await trx.selectFrom('widget_session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  if (standing(row, now) !== 'waiting' && standing(row, now) !== 'open') throw new RequestProblem('state-conflict');
  const partner = await trx
    .selectFrom('partner')
    .select('state')
    .where('id', '=', row.partner)
    .executeTakeFirstOrThrow();
  if (partner.state === 'closed') throw new RequestProblem('partner-closed');
  return row;
}

export const standing = ({ state, expires_at }: Session, now: number): WidgetState =>
  (state === 'waiting' || state === 'open') && now >= expires_at.getTime() ? 'expired' : state;

export const sessionId = (row: Session) => row.id as Id<'cs'>;
