/** What a partner's server and the gateway say to each other. Written out, so that the package's types need nothing else; a test holds them to the contract. */

/** What a test session becomes; of a test partner only. */
export type TestSession =
  /** Something to hand over. */
  | 'offer'
  /** Nothing found. */
  | 'clear'
  /** Only what cannot be handed over. */
  | 'findings'
  /** Sources that do not answer. */
  | 'unknown'
  /** Closed or expired at once. */
  | 'closed'
  | 'expired'
  /** As `offer`, after six seconds. */
  | 'slow'
  /** As `offer`, with a receipt that was redeemed before. */
  | 'already-used'
  /** A gateway that fails. */
  | 'error';

export interface CaseOfPartner {
  /** Your own number of this request, at most 200 characters. */
  readonly key: string;
  /** What people read of it; never sent back to you. */
  readonly label: string;
  /** Which of several people under one case: '1' where there is one. */
  readonly part: string;
}

export interface SessionRequest {
  /** Row for which you are registered, such as `commercial-loan`. */
  readonly decisionPoint: string;
  /** A text is the number alone: one person, and nothing else to read. */
  readonly case: CaseOfPartner | string;
  /** Of the page that shows the element, as registered. */
  readonly origin: string;
  /** 16 to 64 characters of base64url, new for each session: whoever redeems has to name it. Left out, one is drawn. */
  readonly nonce?: string | undefined;
  /** Whom you expect, so that a friend's records are nobody's: kept as a keyed hash alone. */
  readonly expectSubject?: { readonly kind: IdentityKind; readonly number: string } | undefined;
  /** For browsers inside apps: the enquiry takes the whole window and leads back here. Registered, but for its query. */
  readonly returnTo?: string | undefined;
  readonly test?: TestSession | undefined;
}

/** Kind of an identity number (GB 11643, GB 32100 and the permits beside them). */
export type IdentityKind =
  | 'resident-id'
  | 'resident-id-15'
  | 'residence-permit'
  | 'permanent-resident-id'
  | 'permanent-resident-id-old'
  | 'uscc'
  | 'business-registration'
  | 'hong-kong-macao-permit'
  | 'taiwan-permit'
  | 'passport'
  | 'foreign-passport'
  | 'military-id'
  | 'birth-certificate'
  | 'travel-document'
  | 'work-permit';

export interface OpenedSession {
  /** For the element's `session`. */
  readonly session: string;
  /** ISO 8601, UTC; a quarter of an hour. */
  readonly expiresAt: string;
  /** Of this session: keep both on your server, to redeem by. */
  readonly nonce: string;
  readonly case: { readonly key: string; readonly part: string };
}

export interface RedeemRequest {
  /** As the form brought it (`credit-check-receipt`); without one nothing is asked, and nothing is valid. */
  readonly receipt: string | undefined;
  readonly nonce: string;
  readonly case: { readonly key: string; readonly part: string };
}

/** All that you learn: kinds of good records, and the benefits that the row knows for them. */
export interface HandedOver {
  readonly categories: readonly string[];
  readonly benefits: readonly string[];
}

/** Why a receipt is not good; `already-used` by another key than yours. */
export type ReceiptRefusal =
  | 'malformed'
  | 'unknown-key'
  | 'bad-signature'
  | 'expired'
  | 'audience-mismatch'
  | 'organisation-mismatch'
  | 'origin-mismatch'
  | 'decision-point-mismatch'
  | 'effect-mismatch'
  | 'case-mismatch'
  | 'subject-mismatch'
  | 'nonce-mismatch';

export type Redeemed =
  | { readonly valid: true; readonly jti: string; readonly decisionPoint: string; readonly claims: HandedOver }
  | { readonly valid: false; readonly code: ReceiptRefusal | 'already-used' };

/** As much of a receipt as the partner needs (`use: handover`). */
export interface HandoverClaims {
  readonly use: 'handover';
  readonly jti: string;
  readonly aud: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
  readonly decisionPoint: string;
  readonly origin: string;
  readonly nonce: string;
}

export type VerifiedHandover =
  | { readonly ok: true; readonly claims: HandoverClaims }
  | { readonly ok: false; readonly code: ReceiptRefusal };
