import * as z from 'zod/mini';
import { DecisionState } from './due.ts';
import { idSchema } from './ids.ts';
import { Case, CivilDateString, Effect, Instant, Origin, Reason, Slug, textUpTo } from './shared.ts';

export const RECEIPT_STATES = ['checked', 'owed', 'not-due', 'not-checked', 'overridden'] as const;
export const ReceiptState = z.enum(RECEIPT_STATES);
export type ReceiptState = z.infer<typeof ReceiptState>;

/** One answer for each restriction on offer: taken, or not taken and why. */
export const MeasureAnswer = z.discriminatedUnion('taken', [
  z.strictObject({ measure: Slug, taken: z.literal(true) }),
  z.strictObject({ measure: Slug, taken: z.literal(false), reason: z.optional(Reason) }),
]);
export type MeasureAnswer = z.infer<typeof MeasureAnswer>;

/** POST /v1/checks/{id}/decision */
export const DecisionRequest = z.strictObject({
  effect: Effect,
  measures: z._default(z.array(MeasureAnswer).check(z.maxLength(40)), []),
  reason: Reason,
  /** An adverse decision without known findings must rest on something else, and say so (PROTOCOL, Decision). */
  ground: z.optional(z.literal('not-on-credit-records')),
});
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/** POST /v1/decisions: guarded decisions without a check. The gateway recomputes whether that is so. */
export const UncheckedDecisionRequest = z.strictObject({
  decisionPoint: Slug,
  case: Case,
  matter: z.optional(textUpTo(80)),
  origin: Origin,
  effect: Effect,
  /** `break-glass`: past the hold of a mandatory check, as a second person let it through. */
  because: z.enum(['not-due', 'no-authorisation', 'break-glass']),
  reason: Reason,
  ground: z.optional(z.literal('not-on-credit-records')),
});
export type UncheckedDecisionRequest = z.infer<typeof UncheckedDecisionRequest>;

export const DecisionAnswer = z.strictObject({
  decisionId: idSchema('dec'),
  checkId: z.nullable(idSchema('chk')),
  effect: Effect,
  /** Restrictions that this decision takes. */
  taken: z._default(z.array(Slug), []),
  state: DecisionState,
  entry: idSchema('ent'),
  /** Only once the decision is effective. */
  receipt: z.nullable(z.strictObject({ token: z.string(), expiresAt: Instant, state: ReceiptState })),
  /** What must come next before the decision takes effect. */
  hearing: z.nullable(
    z.strictObject({ days: z.int(), kind: z.enum(['calendar', 'working']), heardUntil: z.nullable(CivilDateString) }),
  ),
  /** Why a decision was withdrawn by the re-check. */
  withdrawn: z.optional(z.enum(['ground-gone', 'by-decider'])),
});
export type DecisionAnswer = z.infer<typeof DecisionAnswer>;

export const NoticeRequest = z.strictObject({
  deliveredOn: CivilDateString,
  means: z.enum(['in-person', 'post', 'electronic', 'left-at-address', 'public-announcement']),
});
export type NoticeRequest = z.infer<typeof NoticeRequest>;

export const HearingRequest = z.strictObject({
  heardOn: CivilDateString,
  /** What the person said, and how it was weighed. */
  statement: textUpTo(4000).check(z.minLength(1)),
});
export type HearingRequest = z.infer<typeof HearingRequest>;

/** `checkId`: the fresh re-check of the same case. */
export const EffectRequest = z.strictObject({ checkId: idSchema('chk'), reason: Reason });
export type EffectRequest = z.infer<typeof EffectRequest>;
export const WithdrawRequest = z.strictObject({ reason: Reason });
export type WithdrawRequest = z.infer<typeof WithdrawRequest>;
