/**
 * Guarded decisions without a check: nothing due, no authorisation, or an outage. Effective at once; each is an entry, so
 * that coverage can count it (PROTOCOL, Decision).
 */
import type { Case, Effect, Id, ReceiptState } from '@duecheck/core/contract';
import type { LegalTime } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { sealCase } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { audienceOf } from './audience.ts';
import { issueReceipt } from './receipts.ts';
import { recordEvent } from './record-event.ts';

export interface WithoutCheck {
  readonly id: Id<'dec'>;
  readonly account: Account;
  readonly held: { readonly role: string };
  readonly legal: LegalTime;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly case: Case;
  readonly origin: string;
  readonly effect: Effect;
  readonly ground: string | null;
  readonly because: 'not-due' | 'no-authorisation' | 'break-glass' | 'deferral' | 'spool';
  readonly reason: string;
  readonly receiptState: ReceiptState;
  /** Set for what passed on a deferral: the same deferral makes one decision, however often it arrives. */
  readonly deferralId: string | null;
  readonly flags: readonly string[];
  readonly catalogueVersion: string;
}

/** @returns the entry, or null where this deferral made its decision before */
export async function decideWithoutCheck(trx: Trx, world: World, input: WithoutCheck): Promise<AppendedEntry | null> {
  const inserted = await trx
    .insertInto('decision')
    .values({
      id: input.id,
      check_id: null,
      organisation: input.organisation,
      decision_point: input.decisionPoint,
      case_key: world.index.case(input.organisation, input.decisionPoint, input.case.key),
      part: input.case.part,
      origin: input.origin,
      iss: input.account.iss,
      sub: input.account.sub,
      effect: input.effect,
      ground: input.ground,
      because: input.because,
      measures: '[]',
      hearing_days: null,
      hearing_kind: null,
      receipt_state: input.receiptState,
      deferral_id: input.deferralId,
      decided_at: new Date(world.clock.now()),
      ...(await sealCase(trx, world, input.organisation, input.id, input.case)),
    })
    .onConflict((conflict) => conflict.column('deferral_id').doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return null;
  const decision = await trx.selectFrom('decision').selectAll().where('id', '=', input.id).executeTakeFirstOrThrow();
  const entry = await recordEvent(trx, world, {
    decisionId: input.id,
    n: 1,
    kind: 'effective',
    type: 'decision.effective',
    account: input.account,
    held: input.held,
    legal: input.legal,
    place: decision,
    check: null,
    request: { effect: input.effect, state: input.receiptState, because: input.because, ground: input.ground },
    words: { reason: input.reason },
    flags: [...input.flags, input.receiptState],
  });
  // What passed on a deferral has passed: a receipt could only be used a second time.
  if (input.because === 'deferral' || input.because === 'spool') return entry;
  await issueReceipt(trx, world, {
    decisionId: input.id,
    checkId: null,
    organisation: input.organisation,
    decisionPoint: input.decisionPoint,
    caseKey: input.case.key,
    part: input.case.part,
    effect: input.effect,
    state: input.receiptState,
    dueBy: null,
    origin: input.origin,
    audience: await audienceOf(trx, input),
    catalogueVersion: input.catalogueVersion,
    entry,
    freshUntil: null,
  });
  return entry;
}
