/** Verifying a receipt: the signature first, then everything that it must be about, each with its own code. */
import * as z from 'zod/mini';
import { toBase64Url } from '../bytes.ts';
import type { RECEIPT_REFUSALS } from '../contract/receipt-refusals.ts';
import { SUITE_IDS, type Suite, type SuiteId } from '../register/suite.ts';
import { caseHash } from './case-hash.ts';
import { ReceiptClaims } from './claims.ts';
import { type CompactJws, parseCompact } from './jws.ts';
import { type SetMember, verifySetMember } from './set.ts';
import { RECEIPT_TYPE } from './sign.ts';

export type ReceiptRefusal = (typeof RECEIPT_REFUSALS)[number];

export interface ReceiptKey {
  readonly kid: string;
  readonly suite: SuiteId;
  readonly publicKey: Uint8Array;
}

/** What the receipt must be about. What is left out is not compared, but for `nonce`. */
export interface ReceiptExpectation {
  readonly audience: string;
  readonly organisation: string;
  readonly decisionPoint: string;
  /** `chosen`: the request carries whichever effect its receipt has. */
  readonly effect: string;
  readonly origin?: string;
  /** Left out only where the request does not say whose case it is: then a receipt was there, not whose. */
  readonly case?: ExpectedCase;
  /** base64url, for who knows the check's own entry. */
  readonly subjectCommitment?: string;
  /** A partner's own; without it no `handover` receipt passes. */
  readonly nonce?: string;
}

export interface ExpectedCase {
  readonly key: string;
  readonly part: string;
  /** For a set receipt: what else is committed of this member, and the proof that it is one. */
  readonly member?: Omit<SetMember, 'caseHash'>;
}

export interface VerifyReceiptInput {
  readonly token: string;
  readonly keys: readonly ReceiptKey[];
  readonly suite: Suite;
  /** Milliseconds since 1970, by the instant clock. */
  readonly now: number;
  readonly expect: ReceiptExpectation;
}

export type VerifiedReceipt =
  | { readonly ok: true; readonly claims: ReceiptClaims }
  | { readonly ok: false; readonly code: ReceiptRefusal };

/** Clocks of gateways behind one database may differ by this much; a receipt from further ahead is not valid yet. */
const SKEW_SECONDS = 60;

const Header = z.strictObject({
  alg: z.string(),
  kid: z.string(),
  suite: z.enum(SUITE_IDS),
  typ: z.literal(RECEIPT_TYPE),
});

/** Never throws. `expired` also says "not valid yet". */
export function verifyReceipt({ token, keys, suite, now, expect }: VerifyReceiptInput): VerifiedReceipt {
  const jws = parseCompact(token);
  const claims = ReceiptClaims.safeParse(jws?.payload);
  if (!jws || !claims.success) return refuse('malformed');
  const code = checkSignature(jws, keys, suite) ?? checkTime(claims.data, now) ?? compare(claims.data, expect, suite);
  return code ? refuse(code) : { ok: true, claims: claims.data };
}

function checkSignature(jws: CompactJws, keys: readonly ReceiptKey[], suite: Suite): ReceiptRefusal | undefined {
  const { success, data: header } = Header.safeParse(jws.header);
  // The algorithm is the suite's, never the token's own choice (RFC 8725 §3.1).
  if (!success || (header.suite === suite.id && header.alg !== suite.jwsAlgorithm)) return 'malformed';
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key || key.suite !== suite.id || header.suite !== suite.id) return 'unknown-key';
  return suite.verify(key.publicKey, jws.signed, jws.signature) ? undefined : 'bad-signature';
}

function checkTime({ iat, exp }: ReceiptClaims, now: number): ReceiptRefusal | undefined {
  const seconds = now / 1000;
  return seconds >= exp || seconds + SKEW_SECONDS < iat ? 'expired' : undefined;
}

function compare(claims: ReceiptClaims, expect: ReceiptExpectation, suite: Suite): ReceiptRefusal | undefined {
  if (claims.aud !== expect.audience) return 'audience-mismatch';
  if (claims.organisation !== expect.organisation) return 'organisation-mismatch';
  if (expect.origin !== undefined && claims.origin !== expect.origin) return 'origin-mismatch';
  if (claims.decisionPoint !== expect.decisionPoint) return 'decision-point-mismatch';
  if (expect.effect !== 'chosen' && claims.effect !== expect.effect) return 'effect-mismatch';
  if (expect.case && !isAbout(claims, expect.case, suite)) return 'case-mismatch';
  if (expect.subjectCommitment !== undefined && subjectOf(claims, expect.case) !== expect.subjectCommitment)
    return 'subject-mismatch';
  const nonce = claims.use === 'handover' ? claims.nonce : undefined;
  return nonce === expect.nonce ? undefined : 'nonce-mismatch';
}

/** Whether a verified receipt is about this case; of a set, whether the case is proven to be a member's. */
export function isAbout(claims: ReceiptClaims, { key, part, member }: ExpectedCase, suite: Suite): boolean {
  const { jti, organisation, decisionPoint } = claims;
  const hash = toBase64Url(caseHash(suite, { jti, organisation, decisionPoint, key, part }));
  if ('caseHash' in claims) return claims.caseHash === hash;
  return member !== undefined && verifySetMember(claims, { ...member, caseHash: hash }, suite);
}

/** In a set the member's own commitment counts, which `isAbout` has proven by then. */
const subjectOf = (claims: ReceiptClaims, expected: ExpectedCase | undefined): string | undefined =>
  'subjectCommitment' in claims ? claims.subjectCommitment : expected?.member?.subjectCommitment;

const refuse = (code: ReceiptRefusal) => ({ ok: false, code }) as const;
