/** What happens when the gateway did not answer: deferral keys, the outbox, a proxy's spool, owed checks. */
import * as z from 'zod/mini';
import { CheckAnswer } from './checks.ts';
import { idSchema } from './ids.ts';
import {
  Case,
  CivilDateString,
  Effect,
  Instant,
  Origin,
  Reason,
  RequestEffect,
  Slug,
  Subject,
  textUpTo,
} from './shared.ts';

/** POST /v1/deferral-keys: the public half of a non-extractable P-256 key, bound to actor and organisation for 30 days. */
export const DeferralKeyRequest = z.strictObject({
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  organisation: Slug,
});
export const DeferralKeyAnswer = z.strictObject({ kid: z.string(), until: Instant });

/** The public half of the gateway's outbox key (GET /v1/outbox-key). */
export const OutboxKeyAnswer = z.strictObject({
  kid: z.string(),
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});

/** What is inside a sealed outbox body: a decision made while the gateway did not answer, and the check that it owes. */
export const OutboxBody = z.strictObject({
  v: z.literal(1),
  /** The deferral that the decision request carried. */
  deferral: z.string(),
  decisionPoint: Slug,
  case: Case,
  matter: z.optional(textUpTo(80)),
  subject: z.nullable(Subject),
  origin: Origin,
  effect: Effect,
  reason: Reason,
  ground: z.optional(z.literal('not-on-credit-records')),
  decidedAt: Instant,
});
export type OutboxBody = z.infer<typeof OutboxBody>;

/** POST /v1/outbox. ECDH P-256 → HKDF-SHA-256 (info "duecheck/outbox/v1") → AES-256-GCM; AAD = the entry id. base64url. */
export const OutboxRequest = z.strictObject({
  id: idSchema('out'),
  kid: z.string(),
  epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  iv: z.string(),
  ciphertext: z.string().check(z.maxLength(16_384)),
});
export type OutboxRequest = z.infer<typeof OutboxRequest>;

export const OutboxAnswer = z.strictObject({
  decisionId: idSchema('dec'),
  /** The owed check, done now; null where the subject was not known to the client. */
  check: z.nullable(CheckAnswer),
  /** A finding that arrived after the decision opens a review and changes nothing by itself. */
  review: z.boolean(),
});
export type OutboxAnswer = z.infer<typeof OutboxAnswer>;

/** What an enforcement point let pass while it could not reach the gateway: one decision request. */
export const SpoolLine = z.strictObject({
  /** The enforcement point's own id of the line: importing twice changes nothing. */
  id: textUpTo(80).check(z.minLength(8)),
  passedAt: Instant,
  method: textUpTo(16),
  uri: textUpTo(2000),
  decisionPoint: Slug,
  effect: RequestEffect,
  case: z.nullable(textUpTo(200)),
  /** What the host answered, where the enforcement point knows: a refused request decided nothing, and is not counted. */
  status: z.optional(z.int()),
  deferral: z.nullable(z.string().check(z.maxLength(4096))),
  /** A receipt that could not be asked about at the time: its decision was checked after all. */
  receipt: z._default(z.nullable(z.string().check(z.maxLength(4096))), null),
});
export type SpoolLine = z.infer<typeof SpoolLine>;

/** POST /v1/spool */
export const SpoolRequest = z.strictObject({ entries: z.array(SpoolLine).check(z.minLength(1), z.maxLength(1000)) });
export type SpoolRequest = z.infer<typeof SpoolRequest>;
export const SpoolAnswer = z.strictObject({
  results: z.array(
    z.strictObject({
      id: z.string(),
      /** checked: a valid receipt; owed: a valid deferral; unchecked: neither; repeated: imported before. */
      state: z.enum(['checked', 'owed', 'unchecked', 'repeated']),
      code: z.optional(z.string()),
    }),
  ),
});

/** GET /v1/owed: what this actor still owes. */
export const OwedAnswer = z.strictObject({
  owed: z.array(
    z.strictObject({
      decisionId: idSchema('dec'),
      /** The deferral that it passed on, so that a client knows its own; null where there was none. */
      deferral: z._default(z.nullable(idSchema('dfr')), null),
      decisionPoint: Slug,
      caseLabel: z.nullable(z.string()),
      since: Instant,
      dueBy: CivilDateString,
      source: z.enum(['deferral', 'spool', 'unknown']),
    }),
  ),
});
