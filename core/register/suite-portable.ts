/**
 * intl-1 without a platform: for browsers and workers, where an audit hashes synchronously. AEAD needs the runtime's
 * WebCrypto, handed in; a page that only verifies needs none.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Suite } from './suite.ts';

/** The two calls of `crypto.subtle` that intl-1 needs. */
export interface AeadPort {
  importKey(
    format: 'raw',
    key: Uint8Array,
    algorithm: 'AES-GCM',
    extractable: false,
    usages: string[],
  ): Promise<unknown>;
  encrypt(algorithm: AesGcm, key: never, data: Uint8Array): Promise<ArrayBuffer>;
  decrypt(algorithm: AesGcm, key: never, data: Uint8Array): Promise<ArrayBuffer>;
}

interface AesGcm {
  readonly name: 'AES-GCM';
  readonly iv: Uint8Array;
  readonly additionalData: Uint8Array;
}

/**
 * @param subtle `crypto.subtle`; without it `seal` and `open` reject.
 * @example const { root } = grow(EMPTY_EDGE, leaves, treeHash(portableSuite().hash));
 */
export function portableSuite(subtle?: AeadPort): Suite {
  const aead = (): AeadPort => {
    if (!subtle) throw new TypeError('this suite was made without WebCrypto');
    return subtle;
  };
  return {
    id: 'intl-1',
    jwsAlgorithm: 'EdDSA',
    hash: (bytes) => sha256(bytes),
    hmac: (key, bytes) => hmac(sha256, key, bytes),
    async seal({ key, nonce, plaintext, aad }) {
      const imported = (await aead().importKey('raw', key, 'AES-GCM', false, ['encrypt'])) as never;
      return new Uint8Array(
        await aead().encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, imported, plaintext),
      );
    },
    async open({ key, nonce, ciphertext, aad }) {
      const imported = (await aead().importKey('raw', key, 'AES-GCM', false, ['decrypt'])) as never;
      return new Uint8Array(
        await aead().decrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, imported, ciphertext),
      );
    },
    sign: async (secretKey, message) => ed25519.sign(message, secretKey),
    verify(publicKey, message, signature) {
      try {
        // ZIP 215 accepts encodings that RFC 8032 refuses; what Node refuses, browsers must refuse too.
        return ed25519.verify(signature, message, publicKey, { zip215: false });
      } catch {
        return false;
      }
    },
  };
}
