/** How far an enquiry is, for the frame, which knows nothing else: whatever is not handed over is `closed`, in the same bytes. */
import { setTimeout as after } from 'node:timers/promises';
import type { WidgetStateAnswer } from '@duecheck/core/contract';
import { rebuiltReceipt } from '../decisions/receipts.ts';
import { RequestProblem } from '../http/problem.ts';
import { findSession, type Session, standing } from '../widget/sessions.ts';
import { stillStands } from '../widget/still-stands.ts';
import type { World } from '../world.ts';

/** Of a test session that is to be slow. */
const SLOW_MS = 6000;

/** @throws RequestProblem `not-found`; `unavailable` for a test session that is to fail */
export async function sessionState(world: World, id: string): Promise<WidgetStateAnswer> {
  const row = await findSession(world.db, id);
  const state = (await rehearsed(row)) ?? standing(row, world.clock.now());
  if (state !== 'complete' || row.jti === null) return { state, receipt: null };
  const receipt = await world.db
    .selectFrom('receipt')
    .select(['claims', 'kid', 'voided_at', 'expires_at'])
    .where('jti', '=', row.jti)
    .executeTakeFirstOrThrow();
  const over = world.clock.now() >= receipt.expires_at.getTime() || !(await stillStands(world.db, world, row));
  if (over) return { state: 'expired', receipt: null };
  const token = receipt.voided_at === null ? ((await rebuiltReceipt(world, receipt))?.token ?? null) : null;
  return token === null ? { state: 'closed', receipt: null } : { state, receipt: token };
}

async function rehearsed({ test }: Session): Promise<'closed' | 'expired' | null> {
  if (test === 'error') throw new RequestProblem('unavailable');
  if (test === 'slow') await after(SLOW_MS);
  return test === 'closed' || test === 'expired' ? test : null;
}
