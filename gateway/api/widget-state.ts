import { rebuiltReceipt } from '../decisions/receipts.ts';
import { defineCapability } from '../http/handler.ts';
import { findSession, standing } from '../widget/sessions.ts';

/**
 * GET /v1/widget/sessions/{id}: for the frame, which knows nothing else. Of everything that is not handed over it hears
 * `closed`, in the same bytes.
 */
export const widgetState = defineCapability('widgetState', async ({ world, params }) => {
  const row = await findSession(world.db, params.id ?? '');
  const state = standing(row, world.clock.now());
  if (state !== 'complete' || row.jti === null) return { state, receipt: null };
  const receipt = await world.db
    .selectFrom('receipt')
    .select(['claims', 'kid', 'voided_at'])
    .where('jti', '=', row.jti)
    .executeTakeFirstOrThrow();
  const token = receipt.voided_at === null ? ((await rebuiltReceipt(world, receipt))?.token ?? null) : null;
  return token === null ? { state: 'closed' as const, receipt: null } : { state, receipt: token };
});
