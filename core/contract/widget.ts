/** What a partner's server and the widget's frame say to the gateway (DESIGN §6). Nobody's name, number or record is in any of it. */
import * as z from 'zod/mini';
import { IDENTITY_KINDS } from '../subject/index.ts';
import { idSchema } from './ids.ts';
import { RECEIPT_REFUSALS } from './receipt-refusals.ts';
import { Case, CaseRef, Instant, Origin, PageUrl, Slug, textUpTo } from './shared.ts';

/** The partner's own, drawn anew for each session: what comes back with another one was not asked for here. */
const Nonce = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/));

/**
 * What becomes of a test session, so that a partner can try each without a person: something to hand over; nothing found; only what
 * cannot be handed over; sources that do not answer; closed or expired at once; an answer after six seconds; a receipt that was redeemed
 * before; a gateway that fails.
 */
export const TestSession = z.enum([
  'offer',
  'clear',
  'findings',
  'unknown',
  'closed',
  'expired',
  'slow',
  'already-used',
  'error',
]);
export type TestSession = z.infer<typeof TestSession>;

/** POST /v1/widget/sessions: the partner's server opens one enquiry, which the person may start or leave. */
export const WidgetSessionRequest = z.strictObject({
  decisionPoint: Slug,
  case: Case,
  /** Of the page that shows the widget, as registered for this partner. */
  origin: Origin,
  nonce: Nonce,
  /** Whom the partner expects, from server to server: kept as a keyed hash alone, and never shown to anybody. */
  expectSubject: z.optional(z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: textUpTo(40) })),
  /**
   * For browsers inside apps, which open no second window: the enquiry takes the whole window, and leads back here. The address is
   * registered for this partner; what follows its `?` is the partner's own.
   */
  returnTo: z.optional(PageUrl),
  /** Of a test partner only; `offer` where left out. */
  test: z.optional(TestSession),
});
export type WidgetSessionRequest = z.infer<typeof WidgetSessionRequest>;

/** For the element's `session`. Whoever has it can start the enquiry; what comes of it needs the partner's own key. */
export const WidgetSessionAnswer = z.strictObject({ session: idSchema('cs'), expiresAt: Instant });
export type WidgetSessionAnswer = z.infer<typeof WidgetSessionAnswer>;

/**
 * `waiting` until something is handed over or the window is gone: how far the person came is nobody's business. `closed` is one for every way in which nothing is handed over: declined, nothing to hand over, another person, left. The
 * partner cannot tell them apart.
 */
export const WidgetState = z.enum(['waiting', 'complete', 'closed', 'expired']);
export type WidgetState = z.infer<typeof WidgetState>;

/** GET /sessions/{id} at the widget's own origin, for its frame. */
export const WidgetStateAnswer = z.strictObject({
  state: WidgetState,
  /** With `complete` only. */
  receipt: z.nullable(z.string()),
});
export type WidgetStateAnswer = z.infer<typeof WidgetStateAnswer>;

/** POST /v1/receipts/verify */
export const RedeemRequest = z.strictObject({
  receipt: textUpTo(2048),
  nonce: Nonce,
  case: CaseRef,
});
export type RedeemRequest = z.infer<typeof RedeemRequest>;

/** All that a partner learns: that good records of these kinds stand, and which benefit the row knows for them. */
export const HandedOver = z.strictObject({ categories: z.array(Slug), benefits: z.array(Slug) });
export type HandedOver = z.infer<typeof HandedOver>;

export const RedeemAnswer = z.discriminatedUnion('valid', [
  z.strictObject({ valid: z.literal(true), jti: idSchema('rcp'), decisionPoint: Slug, claims: HandedOver }),
  z.strictObject({ valid: z.literal(false), code: z.enum([...RECEIPT_REFUSALS, 'already-used']) }),
]);
export type RedeemAnswer = z.infer<typeof RedeemAnswer>;
