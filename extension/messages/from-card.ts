/** What the card asks of the worker. The ticket says which tab, frame, case and subject; the card never names them. */
import {
  AuthorisationRequest,
  DecisionRequest,
  EffectRequest,
  HearingRequest,
  idSchema,
  NoticeRequest,
  Reason,
  ReleaseKind,
  WithdrawAuthorisationRequest,
  WithdrawRequest,
} from '@duecheck/core/contract';
import * as z from 'zod/mini';
import { PaperWish } from './paper.ts';

const ticket = { ticket: z.uuid() };
const decision = { ...ticket, decision: idSchema('dec') };
const ground = { ground: z.optional(z.literal('not-on-credit-records')) };

/** What the person signed. Step, page and person are the ticket's. */
export const AuthorisationTerms = z.omit(AuthorisationRequest, { decisionPoint: true, origin: true, subject: true });
export type AuthorisationTerms = z.infer<typeof AuthorisationTerms>;

/** The form of an authorisation while it is filled in. The file itself is never here, only its digest. */
const AuthorisationDraft = z.strictObject({
  categories: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(60)),
  from: z.string().check(z.maxLength(10)),
  until: z.string().check(z.maxLength(10)),
  uses: z.string().check(z.maxLength(3)),
  kind: z.nullable(z.enum(['paper', 'electronic'])),
  givenOn: z.string().check(z.maxLength(10)),
  digest: z.nullable(z.string().check(z.maxLength(64))),
});
export type AuthorisationDraft = z.infer<typeof AuthorisationDraft>;

/** Typed, but not saved: kept per case until it is saved, so that Esc loses nothing. */
export const Draft = z.strictObject({
  reason: z.string().check(z.maxLength(500)),
  measure: z.nullable(z.string().check(z.maxLength(80))),
  statement: z.string().check(z.maxLength(4000)),
  /** Why a second person should let this through. */
  plea: z.string().check(z.maxLength(500)),
  authorisation: z.nullable(AuthorisationDraft),
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
    because: z.enum(['not-due', 'no-authorisation', 'break-glass']),
    reason: Reason,
    ...ground,
  }),
  z.strictObject({ type: z.literal('card.defer'), ...ticket, reason: Reason, ...ground }),
  z.strictObject({ type: z.literal('card.decision'), ...decision }),
  z.strictObject({ type: z.literal('card.notice'), ...decision, request: NoticeRequest }),
  z.strictObject({ type: z.literal('card.hearing'), ...decision, request: HearingRequest }),
  z.strictObject({ type: z.literal('card.effect'), ...decision, request: EffectRequest }),
  z.strictObject({ type: z.literal('card.withdraw'), ...decision, request: WithdrawRequest }),
  z.strictObject({ type: z.literal('card.authorise'), ...ticket, terms: AuthorisationTerms }),
  /** The authorisation that was recorded for this person and step since the browser started. */
  z.strictObject({ type: z.literal('card.authorised'), ...ticket }),
  z.strictObject({
    type: z.literal('card.withdrawAuthorisation'),
    ...ticket,
    authorisation: idSchema('aut'),
    request: WithdrawAuthorisationRequest,
  }),
  z.strictObject({ type: z.literal('card.askRelease'), ...ticket, kind: ReleaseKind, reason: Reason }),
  /** Where the release stands that was asked for this case. */
  z.strictObject({ type: z.literal('card.release'), ...ticket }),
  z.strictObject({ type: z.literal('card.paper'), ...ticket, wish: PaperWish }),
  z.strictObject({ type: z.literal('card.draft'), ...ticket, draft: Draft }),
  z.strictObject({ type: z.literal('card.size'), ...ticket, height: z.int().check(z.minimum(0), z.maximum(4000)) }),
  z.strictObject({ type: z.literal('card.close'), ...ticket }),
  z.strictObject({ type: z.literal('card.signIn'), ...ticket }),
  z.strictObject({ type: z.literal('card.clock'), ...ticket }),
]);
export type FromCard = z.infer<typeof FromCard>;
