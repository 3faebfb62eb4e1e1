/** JWS compact serialization (RFC 7515 §3.1), read strictly: one spelling, nothing ignored. */
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../bytes.ts';
import { canonicalBytes, type Json } from '../register/jcs.ts';

/** Receipts travel in a request header beside a host's own; servers refuse past about 8 kB. */
export const MAX_TOKEN_BYTES = 2048;

export interface CompactJws {
  /** Parsed, not yet believed. */
  readonly header: unknown;
  readonly payload: unknown;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Header and payload in their canonical bytes: the same claims give the same token whenever it is rebuilt. */
export const signingInput = (header: Json, payload: Json): string =>
  `${toBase64Url(canonicalBytes(header))}.${toBase64Url(canonicalBytes(payload))}`;

/** @returns undefined for anything that is not three parts of canonical base64url with JSON in the first two */
export function parseCompact(token: string): CompactJws | undefined {
  if (token.length > MAX_TOKEN_BYTES) return undefined;
  const [header, payload, signature, ...more] = token.split('.');
  if (!header || !payload || !signature || more.length > 0) return undefined;
  try {
    return {
      header: JSON.parse(fromUtf8(fromBase64Url(header))),
      payload: JSON.parse(fromUtf8(fromBase64Url(payload))),
      signed: utf8(`${header}.${payload}`),
      signature: fromBase64Url(signature),
    };
  } catch {
    return undefined;
  }
}
