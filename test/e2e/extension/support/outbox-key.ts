/** The gateway's side of a sealed outbox body, written from core/contract/owed.ts and not from the extension's side. */
import { webcrypto } from 'node:crypto';
import { fromBase64Url, fromUtf8, utf8 } from '@duecheck/core/bytes';
import { OutboxBody, type OutboxRequest } from '@duecheck/core/contract';
import type * as z from 'zod/mini';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

export async function outboxKey() {
  const pair = (await webcrypto.subtle.generateKey(CURVE, true, ['deriveBits'])) as webcrypto.CryptoKeyPair;
  const { x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    privateKey: pair.privateKey,
    jwk: { kty: 'EC' as const, crv: 'P-256' as const, x: x as string, y: y as string },
  };
}

export async function openSealed(
  ours: webcrypto.CryptoKey,
  sealed: OutboxRequest,
): Promise<z.infer<typeof OutboxBody>> {
  const { subtle } = webcrypto;
  const theirs = await subtle.importKey('jwk', sealed.epk, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256);
  const hkdf = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('duecheck/outbox/v1') };
  const aes = await subtle.deriveKey(derivation, hkdf, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const opening = { name: 'AES-GCM', iv: fromBase64Url(sealed.iv), additionalData: utf8(sealed.id) };
  const plain = await subtle.decrypt(opening, aes, fromBase64Url(sealed.ciphertext));
  return OutboxBody.parse(JSON.parse(fromUtf8(new Uint8Array(plain))));
}
