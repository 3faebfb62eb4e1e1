import { fromBase64Url } from '@duecheck/core/bytes';
import { type ReceiptKey, verifyReceipt } from '@duecheck/core/receipt';
import { nodeSuite } from './node-suite.ts';
import type { VerifiedHandover } from './types.ts';

/** The gateway's `/.well-known/jwks.json` (RFC 7517, RFC 8037); others of its keys are left aside. */
export interface Jwks {
  readonly keys: readonly {
    readonly kid?: string;
    readonly kty?: string;
    readonly crv?: string;
    readonly x?: string;
  }[];
}

export interface HandoverExpectation {
  /** Your own id: the receipt is for nobody else. */
  readonly partner: string;
  readonly decisionPoint: string;
  /** The one that you drew for this session. */
  readonly nonce: string;
  readonly origin: string;
  readonly case: { readonly key: string; readonly part: string };
}

/**
 * Whether a receipt is sound and about this enquiry, without asking the gateway. It does not use the receipt up and does not
 * tell what it is worth: `redeem` does both.
 *
 * Never throws. @param now milliseconds since 1970
 */
export function verifyHandover(
  receipt: string,
  jwks: Jwks,
  { partner, ...expect }: HandoverExpectation,
  now: number = Date.now(),
): VerifiedHandover {
  const verified = verifyReceipt({
    token: receipt,
    keys: jwks.keys.flatMap(keyOf),
    suite: nodeSuite,
    now,
    expect: { audience: partner, organisation: partner, effect: 'favourable', ...expect },
  });
  if (!verified.ok) return verified;
  const { claims } = verified;
  // Only these carry a nonce, so nothing else can come this far.
  return claims.use === 'handover' ? { ok: true, claims } : { ok: false, code: 'nonce-mismatch' };
}

const keyOf = ({ kid, kty, crv, x }: Jwks['keys'][0]): ReceiptKey[] =>
  kid === undefined || kty !== 'OKP' || crv !== 'Ed25519' || !/^[A-Za-z0-9_-]{43}$/.test(x ?? '')
    ? []
    : [{ kid, suite: 'intl-1', publicKey: fromBase64Url(x as string) }];
