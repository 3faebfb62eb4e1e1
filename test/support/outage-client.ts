/** What the extension's worker does around an outage, in Node: a device key, deferrals, sealed outbox bodies. */
import { webcrypto } from 'node:crypto';
import { toBase64Url, utf8 } from '@duecheck/core/bytes';
import { signDeferral } from '@duecheck/core/check';
import { newId } from '@duecheck/core/contract';
import { caseHash } from '@duecheck/core/receipt';
import { portableSuite } from '@duecheck/core/register';

const { subtle } = webcrypto;

export type PublicJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

export interface Device {
  readonly kid: string;
  readonly sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

/** @param register hands the public half to the gateway and gives its `kid` */
export async function makeDevice(register: (jwk: PublicJwk) => Promise<string>): Promise<Device> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { x = '', y = '' } = await subtle.exportKey('jwk', pair.publicKey);
  return {
    kid: await register({ kty: 'EC', crv: 'P-256', x, y }),
    sign: async (bytes) =>
      new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)),
  };
}

export const clientId = <P extends 'dfr' | 'out'>(prefix: P) =>
  newId(prefix, { now: Date.now(), random: webcrypto.getRandomValues(new Uint8Array(16)) });

export function deferralFor(
  device: Device,
  caseKey: string,
  effect: 'favourable' | 'adverse' = 'favourable',
): Promise<string> {
  const id = clientId('dfr');
  const at = { organisation: 'qz-rsj', decisionPoint: 'civil-service-hiring' };
  const hash = toBase64Url(caseHash(portableSuite(), { jti: id, ...at, key: caseKey, part: '1' }));
  return signDeferral(
    { id, ...at, caseHash: hash, effect, iat: Math.floor(Date.now() / 1000) },
    device.kid,
    device.sign,
  );
}

/** As core/contract/owed.ts writes down. */
export async function sealBody(key: { kid: string; jwk: PublicJwk }, body: object, id = clientId('out')) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const pair = await subtle.generateKey(curve, true, ['deriveBits']);
  const theirs = await subtle.importKey('jwk', key.jwk, curve, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256);
  const hkdf = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('duecheck/outbox/v1') };
  const aes = await subtle.deriveKey(info, hkdf, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8(id) };
  const ciphertext = await subtle.encrypt(gcm, aes, utf8(JSON.stringify(body)));
  const { x, y } = await subtle.exportKey('jwk', pair.publicKey);
  return {
    id,
    kid: key.kid,
    epk: { kty: 'EC', crv: 'P-256', x, y },
    iv: toBase64Url(iv),
    ciphertext: toBase64Url(new Uint8Array(ciphertext)),
  };
}
