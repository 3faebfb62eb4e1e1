/** What the card asks of the worker. The ticket says which tab, frame, case and subject; the card never names them. */
import {
  DecisionRequest,
  EffectRequest,
  HearingRequest,
  idSchema,
  NoticeRequest,
  Reason,
  WithdrawRequest,
} from '@duecheck/core/contract';
import * as z from 'zod/mini';

const ticket = { ticket: z.uuid() };
const decision = { ...ticket, decision: idSchema('dec') };
const ground = { ground: z.optional(z.literal('not-on-credit-records')) };

/** Typed, but not saved: kept per case until it is saved, so that Esc loses nothing. */
export const Draft = z.strictObject({
  reason: z.string().check(z.maxLength(500)),
  measure: z.nullable(z.string().check(z.maxLength(80))),
  statement: z.string().check(z.maxLength(4000)),
});
export type Draft = z.infer<typeof Draft>;

export const FromCard = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('card.load'), ...ticket }),
  z.strictObject({ type: z.literal('card.due'), ...ticket }),
  /** `scope`: the decision whose effect this check precedes, or ''. */
  z.strictObject({ type: z.literal('card.check'), ...ticket, scope: z.string().check(z.maxLength(60)) }),
  z.strictObject({ type: z.literal('card.delivered'), ...ticket, intent: z.string().check(z.maxLength(120)) }),
  z.strictObject({ type: z.literal('card.decide'), ...ticket, check: idSchema('chk'), request: DecisionRequest }),
  z.strictObject({
    type: z.literal('card.decideUnchecked'),
    ...ticket,
    because: z.enum(['not-due', 'no-authorisation']),
    reason: Reason,
    ...ground,
  }),
  z.strictObject({ type: z.literal('card.defer'), ...ticket, reason: Reason, ...ground }),
  z.strictObject({ type: z.literal('card.decision'), ...decision }),
  z.strictObject({ type: z.literal('card.notice'), ...decision, request: NoticeRequest }),
  z.strictObject({ type: z.literal('card.hearing'), ...decision, request: HearingRequest }),
  z.strictObject({ type: z.literal('card.effect'), ...decision, request: EffectRequest }),
  z.strictObject({ type: z.literal('card.withdraw'), ...decision, request: WithdrawRequest }),
  z.strictObject({ type: z.literal('card.draft'), ...ticket, draft: Draft }),
  z.strictObject({ type: z.literal('card.size'), ...ticket, height: z.int().check(z.minimum(0), z.maximum(4000)) }),
  z.strictObject({ type: z.literal('card.close'), ...ticket }),
  z.strictObject({ type: z.literal('card.signIn'), ...ticket }),
  z.strictObject({ type: z.literal('card.clock'), ...ticket }),
]);
export type FromCard = z.infer<typeof FromCard>;
