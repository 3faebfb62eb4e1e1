/**
 * Verifying a deferral: a client's own word, while the gateway did not answer, that this decision owes a check. It is
 * signed by a P-256 key that cannot leave the browser, whatever the gateway's suite (PROTOCOL, Receipt).
 */
import { p256 } from '@noble/curves/nist.js';
import * as z from 'zod/mini';
import { concat, fromBase64Url, toBase64Url } from '../bytes.ts';
import { DEFERRAL_TYPE } from '../check/deferral.ts';
import { idSchema } from '../contract/ids.ts';
import { Effect, Slug } from '../contract/shared.ts';
import { Digest } from '../register/leaf.ts';
import type { Suite } from '../register/suite.ts';
import { caseHash } from './case-hash.ts';
import { type CompactJws, parseCompact } from './jws.ts';

export const DeferralClaims = z.strictObject({
  id: idSchema('dfr'),
  organisation: Slug,
  decisionPoint: Slug,
  /** Of the case, with the deferral's id in the place of a `jti`. */
  caseHash: Digest,
  effect: Effect,
  /** Seconds since 1970, by the client's clock. */
  iat: z.int().check(z.nonnegative()),
});
export type DeferralClaims = z.infer<typeof DeferralClaims>;

export const DEFERRAL_REFUSALS = [
  'malformed',
  'unknown-key',
  'bad-signature',
  'expired',
  'organisation-mismatch',
  'decision-point-mismatch',
  'effect-mismatch',
  'case-mismatch',
] as const;
export type DeferralRefusal = (typeof DEFERRAL_REFUSALS)[number];

/** The public half as a client registered it, and for which organisation it may speak. */
export interface DeferralKey {
  readonly jwk: { readonly x: string; readonly y: string };
  readonly organisation: string;
}

export interface DeferralExpectation {
  readonly organisation: string;
  readonly decisionPoint: string;
  /** `chosen`: the request carries whichever effect its deferral has. */
  readonly effect: string;
  readonly caseKey: string;
  /** "1" by default: a request header names the case, not the part. */
  readonly part?: string;
}

export interface VerifyDeferralInput<Key extends DeferralKey> {
  readonly token: string;
  readonly suite: Pick<Suite, 'hash'>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** @returns undefined for a key that was never registered, was withdrawn, or is past its 30 days */
  findKey(kid: string): Promise<Key | undefined>;
  readonly expect: DeferralExpectation;
}

export type VerifiedDeferral<Key extends DeferralKey> =
  | { readonly ok: true; readonly claims: DeferralClaims; readonly key: Key }
  | { readonly ok: false; readonly code: DeferralRefusal };

/** Clients' clocks are worse than ours, but a deferral of tomorrow is a forgery. */
const SKEW_SECONDS = 300;
/** A proxy's spool may be imported late; its key's own 30 days are the outer bound. */
const MAX_AGE_SECONDS = 30 * 86_400;

const Header = z.strictObject({ alg: z.literal('ES256'), kid: z.string(), typ: z.literal(DEFERRAL_TYPE) });

/** Never throws but what `findKey` throws. */
export async function verifyDeferral<Key extends DeferralKey>(
  input: VerifyDeferralInput<Key>,
): Promise<VerifiedDeferral<Key>> {
  const jws = parseCompact(input.token);
  const header = Header.safeParse(jws?.header);
  const claims = DeferralClaims.safeParse(jws?.payload);
  if (!jws || !header.success || !claims.success) return refuse('malformed');
  const key = await input.findKey(header.data.kid);
  if (!key) return refuse('unknown-key');
  if (!isSignedBy(key, jws)) return refuse('bad-signature');
  const code = compare(claims.data, key, input);
  return code ? refuse(code) : { ok: true, claims: claims.data, key };
}

function isSignedBy({ jwk }: DeferralKey, { signed, signature }: CompactJws): boolean {
  try {
    const point = concat(Uint8Array.of(0x04), fromBase64Url(jwk.x), fromBase64Url(jwk.y));
    // WebCrypto makes high-S signatures half of the time.
    return p256.verify(signature, signed, point, { prehash: true, lowS: false, format: 'compact' });
  } catch {
    return false;
  }
}

function compare(
  claims: DeferralClaims,
  key: DeferralKey,
  { suite, now, expect }: Pick<VerifyDeferralInput<DeferralKey>, 'suite' | 'now' | 'expect'>,
): DeferralRefusal | undefined {
  const age = now / 1000 - claims.iat;
  if (age > MAX_AGE_SECONDS || age < -SKEW_SECONDS) return 'expired';
  if (claims.organisation !== expect.organisation || claims.organisation !== key.organisation)
    return 'organisation-mismatch';
  if (claims.decisionPoint !== expect.decisionPoint) return 'decision-point-mismatch';
  if (expect.effect !== 'chosen' && claims.effect !== expect.effect) return 'effect-mismatch';
  const { organisation, decisionPoint } = claims;
  const of = { jti: claims.id, organisation, decisionPoint, key: expect.caseKey, part: expect.part ?? '1' };
  return claims.caseHash === toBase64Url(caseHash(suite, of)) ? undefined : 'case-mismatch';
}

const refuse = (code: DeferralRefusal) => ({ ok: false, code }) as const;
