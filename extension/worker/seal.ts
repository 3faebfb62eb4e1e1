/** An outbox body that only the gateway can open: ECDH P-256 → HKDF-SHA-256 → AES-256-GCM (core/contract/owed.ts). */
import { fromBase64Url, toBase64Url, utf8 } from '@duecheck/core/bytes';
import type { OutboxBody, OutboxKeyAnswer, OutboxRequest } from '@duecheck/core/contract';
import type * as z from 'zod/mini';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = utf8('duecheck/outbox/v1');

type Jwk = OutboxRequest['epk'];

export async function sealBody(
  id: OutboxRequest['id'],
  body: z.infer<typeof OutboxBody>,
  to: z.infer<typeof OutboxKeyAnswer>,
): Promise<OutboxRequest> {
  const theirs = await crypto.subtle.importKey('jwk', to.jwk, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: INFO },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(id) },
    key,
    utf8(JSON.stringify(body)),
  );
  return {
    id,
    kid: to.kid,
    epk: await publicJwk(ours.publicKey),
    iv: toBase64Url(iv),
    ciphertext: toBase64Url(new Uint8Array(sealed)),
  };
}

/** The four members of the contract, and none of those that WebCrypto adds. */
export async function publicJwk(key: CryptoKey): Promise<Jwk> {
  const { x, y } = await crypto.subtle.exportKey('jwk', key);
  // Both are 32 bytes in base64url (RFC 7518 §6.2.1).
  for (const coordinate of [x, y]) fromBase64Url(coordinate as string);
  return { kty: 'EC', crv: 'P-256', x: x as string, y: y as string };
}
