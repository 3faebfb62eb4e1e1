/** One enquiry on a partner's page, as it stands. */
import type { Id, WidgetState } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { RequestProblem } from '../http/problem.ts';
import type { Database, Trx } from '../store/database.ts';
import type { PartnerTables } from '../store/tables/partners.ts';
import type { World } from '../world.ts';

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
  if (standing(row, now) !== 'waiting') throw new RequestProblem('state-conflict');
  const partner = await trx
    .selectFrom('partner')
    .select('state')
    .where('id', '=', row.partner)
    .executeTakeFirstOrThrow();
  if (partner.state === 'closed') throw new RequestProblem('partner-closed');
  return row;
}

/** As anybody outside may know it: whether somebody agreed meanwhile is not told. */
export function standing({ state, ends_at, expires_at }: Session, now: number): WidgetState {
  if (state === 'complete' || state === 'closed') return state;
  if (ends_at !== null && now >= ends_at.getTime()) return 'closed';
  return now >= expires_at.getTime() ? 'expired' : 'waiting';
}

/** After this long without another page the window is gone: time enough to load one. */
const GONE_MS = 5000;
/** Where a browser tells nothing, because it runs no script. */
const LEFT_MS = 30_000;

/** The window is closed, or another page of it is being opened. */
export const windowGone = (world: World, id: string) => endAt(world, id, GONE_MS);

/**
 * Declined, nothing to hand over, somebody else, kept: one and the same for the partner, and told only when the window is gone, so
 * that the moment tells nothing either (PROTOCOL, Widget window). Until then the person may go back.
 */
export const leave = (world: World, id: string) => endAt(world, id, LEFT_MS);

/** The person is at one of its pages. */
export const windowOpen = (world: World, id: string) => endAt(world, id, null);

async function endAt({ db, clock }: World, id: string, ms: number | null): Promise<void> {
  await db
    .updateTable('widget_session')
    .set({ ends_at: ms === null ? null : new Date(clock.now() + ms) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'open'])
    // What was closed once stays closed: the partner may have been told.
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date(clock.now()))]))
    .execute();
}

export const sessionId = (row: Session) => row.id as Id<'cs'>;
