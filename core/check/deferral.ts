/**
 * A deferral: "the gateway did not answer me; this decision owes a check" (PROTOCOL, Receipt). A compact JWS (RFC 7515)
 * by the clerk's own P-256 key; it names no person, and its case only as a hash that whoever knows the case can compute.
 */
import { toBase64Url, utf8 } from '../bytes.ts';
import type { Effect, Id } from '../contract/index.ts';

export const DEFERRAL_TYPE = 'duecheck-deferral+jws';

export interface DeferralClaims {
  readonly id: Id<'dfr'>;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly caseHash: string;
  readonly effect: Effect;
  /** Seconds since 1970. */
  readonly iat: number;
}

/** @param sign ES256: SHA-256 and ECDSA over P-256, 64 bytes r ‖ s (RFC 7518 §3.4). */
export async function signDeferral(
  claims: DeferralClaims,
  kid: string,
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<string> {
  const part = (value: unknown) => toBase64Url(utf8(JSON.stringify(value)));
  const input = `${part({ alg: 'ES256', kid, typ: DEFERRAL_TYPE })}.${part(claims)}`;
  return `${input}.${toBase64Url(await sign(utf8(input)))}`;
}
