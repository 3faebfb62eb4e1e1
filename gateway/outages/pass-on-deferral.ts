import type { Case, Effect, Id } from '@duecheck/core/contract';
import type { DeferralClaims } from '@duecheck/core/receipt';
import { nextWorkingDay } from '@duecheck/core/time';
import { decideWithoutCheck } from '../decisions/without-check.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export interface DeferredPass {
  readonly id: Id<'dec'>;
  readonly claims: DeferralClaims;
  readonly account: Account;
  readonly case: Case;
  readonly origin: string;
  readonly source: 'deferral' | 'spool';
  readonly flags: readonly string[];
}

/**
 * Keeps what passed on a deferral as a decision that owes its check. However often the same deferral arrives (the request,
 * the client's outbox, the proxy's spool), it is one decision and one debt.
 *
 * Its id is the client's own choice, so an id that made a decision about anything else carries nothing: a second case under
 * it would pass unowed.
 *
 * @returns the decision's id, new or old; null where the deferral's id was used for something else
 */
export async function passOnDeferral(trx: Trx, world: World, pass: DeferredPass): Promise<Id<'dec'> | null> {
  const legal = await world.legal(trx);
  const { catalogue } = await world.lists.catalogue();
  const entry = await decideWithoutCheck(trx, world, {
    id: pass.id,
    account: pass.account,
    held: { role: 'clerk' },
    legal,
    organisation: pass.claims.organisation,
    decisionPoint: pass.claims.decisionPoint,
    case: pass.case,
    origin: pass.origin,
    effect: pass.claims.effect as Effect,
    ground: pass.claims.effect === 'adverse' ? 'not-on-credit-records' : null,
    because: pass.source,
    reason: '',
    receiptState: 'owed',
    deferralId: pass.claims.id,
    flags: pass.flags,
    catalogueVersion: catalogue.version,
  });
  if (entry === null) {
    const { claims, account } = pass;
    const before = await trx
      .selectFrom('decision')
      .select('id')
      .where('deferral_id', '=', claims.id)
      .where('organisation', '=', claims.organisation)
      .where('decision_point', '=', claims.decisionPoint)
      .where('case_key', '=', world.index.case(claims.organisation, claims.decisionPoint, pass.case.key))
      .where('part', '=', pass.case.part)
      .where('effect', '=', claims.effect)
      .where('iss', '=', account.iss)
      .where('sub', '=', account.sub)
      .executeTakeFirst();
    return (before?.id as Id<'dec'> | undefined) ?? null;
  }
  await trx
    .insertInto('owed_check')
    .values({
      decision_id: pass.id,
      source: pass.source,
      iss: pass.account.iss,
      sub: pass.account.sub,
      organisation: pass.claims.organisation,
      decision_point: pass.claims.decisionPoint,
      since: new Date(world.clock.now()),
      due_by: nextWorkingDay(legal.today, catalogue.calendars),
      done_check: null,
      review: false,
    })
    .execute();
  return pass.id;
}
