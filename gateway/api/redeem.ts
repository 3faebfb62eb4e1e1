import type { RedeemAnswer, RedeemRequest } from '@duecheck/core/contract';
import { verifyReceipt } from '@duecheck/core/receipt';
import { defineCapability } from '../http/handler.ts';
import type { Partner } from '../identity/partners.ts';
import type { Trx } from '../store/database.ts';
import { stillStands } from '../widget/still-stands.ts';
import type { World } from '../world.ts';

/**
 * POST /v1/receipts/verify: once. The first key to redeem has it, and gets the same answer again; every other is told
 * `already-used`. Two servers at once meet at the session's row.
 */
export const redeem = defineCapability('redeem', ({ world, caller, body, idempotencyKey }) =>
  world.db.transaction().execute((trx) => answer(trx, world, { partner: caller, body, key: idempotencyKey })),
);

interface Asked {
  readonly partner: Partner;
  readonly body: RedeemRequest;
  readonly key: string;
}

async function answer(trx: Trx, world: World, { partner, body, key }: Asked): Promise<RedeemAnswer> {
  const row = await trx
    .selectFrom('widget_session')
    .selectAll()
    .where('partner', '=', partner.id)
    .where('nonce', '=', body.nonce)
    .forUpdate()
    .executeTakeFirst();
  const verified = verifyReceipt({
    token: body.receipt,
    keys: world.keys.all('receipt'),
    suite: world.suite,
    now: world.clock.now(),
    expect: {
      audience: partner.id,
      organisation: partner.id,
      decisionPoint: row?.decision_point ?? '',
      effect: 'favourable',
      case: body.case,
      nonce: body.nonce,
      ...(row === undefined ? {} : { origin: row.origin }),
    },
  });
  // A nonce that was never ours is what is wrong, whatever else the receipt says.
  if (!verified.ok)
    return { valid: false, code: row === undefined && isAbout(verified.code) ? 'nonce-mismatch' : verified.code };
  const { jti } = verified.claims;
  if (row?.jti !== jti || row.claims === null) return { valid: false, code: 'nonce-mismatch' };
  const receipt = await trx.selectFrom('receipt').select('voided_at').where('jti', '=', jti).executeTakeFirstOrThrow();
  // The person took it back before it was redeemed.
  if (receipt.voided_at !== null) return { valid: false, code: 'expired' };
  if (!(await stillStands(trx, world, row))) return { valid: false, code: 'expired' };
  if (row.test === 'already-used') return { valid: false, code: 'already-used' };
  if (row.redeemed_at !== null && row.redeemed_key !== key) return { valid: false, code: 'already-used' };
  if (row.redeemed_at === null)
    await trx
      .updateTable('widget_session')
      .set({ redeemed_at: new Date(world.clock.now()), redeemed_key: key })
      .where('id', '=', row.id)
      .execute();
  return { valid: true, jti, decisionPoint: row.decision_point, claims: row.claims };
}

/** Of what the receipt is about, and not of its own soundness. */
const isAbout = (code: string): boolean => code.endsWith('-mismatch');
