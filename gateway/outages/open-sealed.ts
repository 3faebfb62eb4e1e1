/** Outbox bodies: ECDH P-256 → HKDF-SHA-256 → AES-256-GCM, as `core/contract/owed.ts` writes down. */
import { webcrypto } from 'node:crypto';
import { fromBase64Url, fromUtf8, utf8 } from '@duecheck/core/bytes';
import { OutboxBody, type OutboxRequest } from '@duecheck/core/contract';
import { RequestProblem } from '../http/problem.ts';
import type { KeyRing } from '../keys/key-ring.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/** @throws RequestProblem `sealed-unreadable`: no such key any more, altered, or not a body of ours */
export async function openSealed(keys: KeyRing, request: OutboxRequest): Promise<OutboxBody> {
  const key = keys.find('outbox', request.kid);
  if (key === undefined) throw new RequestProblem('sealed-unreadable');
  try {
    const { subtle } = webcrypto;
    const ours = await subtle.importKey('jwk', { ...key.jwk }, CURVE, false, ['deriveBits']);
    const theirs = await subtle.importKey('jwk', request.epk, CURVE, false, []);
    const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, 256);
    const hkdf = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
    const aes = await subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('duecheck/outbox/v1') },
      hkdf,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    );
    const plain = await subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64Url(request.iv), additionalData: utf8(request.id) },
      aes,
      fromBase64Url(request.ciphertext),
    );
    return OutboxBody.parse(JSON.parse(fromUtf8(new Uint8Array(plain))));
  } catch {
    // Without the cause: a parser's message could quote the body.
    throw new RequestProblem('sealed-unreadable');
  }
}
