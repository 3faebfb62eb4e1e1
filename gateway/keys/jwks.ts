import { toBase64Url } from '@duecheck/core/bytes';
import type { KeyRing } from './key-ring.ts';

/** A public receipt key (RFC 7517, RFC 8037). */
export interface ReceiptJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** The public halves of all receipt keys, newest first: receipts outlive a rotation by their own half hour. */
export const receiptJwks = (ring: KeyRing): { keys: ReceiptJwk[] } => ({
  keys: ring.all('receipt').map(({ kid, publicKey }) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    x: toBase64Url(publicKey),
    kid,
    use: 'sig',
    alg: 'EdDSA',
  })),
});
