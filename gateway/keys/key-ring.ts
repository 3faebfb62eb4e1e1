/** The gateway's keys, several a use: the newest signs, wraps and keys; older ones still verify, unwrap and find. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64Url } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import type { Signer, Suite, SuiteId } from '@duecheck/core/register';
import { type KeyCode, type KeyFile, type KeyUse, readKeyFile } from './key-file.ts';

interface KeyOf<Use extends KeyUse> {
  readonly kid: string;
  readonly suite: SuiteId;
  readonly use: Use;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}
export interface SigningKey extends KeyOf<'log' | 'receipt'> {
  /** As `Suite.sign` takes it; null once it was ended. */
  readonly secretKey: Uint8Array | null;
  readonly publicKey: Uint8Array;
}
export interface SecretKey extends KeyOf<'kek'> {
  readonly bytes: Uint8Array;
}
export interface Pepper extends KeyOf<'pepper'> {
  readonly version: number;
  readonly bytes: Uint8Array;
}
export interface AgreementKey extends KeyOf<'outbox'> {
  readonly jwk: {
    readonly kty: 'EC';
    readonly crv: 'P-256';
    readonly x: string;
    readonly y: string;
    readonly d: string;
  };
}

export interface KeysByUse {
  readonly log: SigningKey;
  readonly receipt: SigningKey;
  readonly kek: SecretKey;
  readonly pepper: Pepper;
  readonly outbox: AgreementKey;
}

export interface KeyRing {
  /** Newest first, never empty. */
  all<Use extends KeyUse>(use: Use): readonly KeysByUse[Use][];
  /** The newest. */
  current<Use extends KeyUse>(use: Use): KeysByUse[Use];
  find<Use extends KeyUse>(use: Use, kid: string): KeysByUse[Use] | undefined;
}

/**
 * Reads every key file of a folder.
 * @throws DuecheckError `key-ring-missing`: no such folder; `key-missing`: a use has no key; as `readKeyFile`
 */
export function loadKeyRing(dir: string): KeyRing {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  } catch (cause) {
    throw new DuecheckError<KeyCode>('key-ring-missing', `${dir}: no key ring here`, { cause });
  }
  const keys = names
    .map((name) => readKeyFile(join(dir, name)))
    .sort(newestFirst)
    .map(toKey);

  const all = <Use extends KeyUse>(use: Use) => {
    const found = keys.filter((key): key is KeysByUse[Use] => key.use === use);
    if (found.length === 0) throw new DuecheckError<KeyCode>('key-missing', `the key ring has no ${use} key`);
    return found;
  };
  return { all, current: (use) => all(use)[0] as never, find: (use, kid) => all(use).find((key) => key.kid === kid) };
}

/** A key as `core` takes a signer: by name and suite, its bytes unseen. */
export const signerOf = ({ suite: id, kid, secretKey }: SigningKey, suite: Suite): Signer => ({
  suite: id,
  kid,
  async sign(message) {
    if (secretKey === null) throw new DuecheckError<KeyCode>('key-ended', `${kid} signs no more`);
    return suite.sign(secretKey, message);
  },
});

/** What the rows of offices are keyed under, whatever came later (`docs/register.md`, Keys). */
export function firstPepper(keys: KeyRing): Pepper {
  const peppers = keys.all('pepper');
  return peppers[peppers.length - 1] as Pepper;
}

const newestFirst = (a: KeyFile, b: KeyFile): number =>
  a.createdAt === b.createdAt ? (a.kid < b.kid ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1;

export function toKey({ jwk, v: _, ...key }: KeyFile): KeysByUse[KeyUse] {
  if (jwk.kty === 'oct') return { ...key, bytes: fromBase64Url(jwk.k) } as SecretKey | Pepper;
  if (jwk.kty === 'EC') return { ...key, jwk } as AgreementKey;
  const secretKey = jwk.d === undefined ? null : fromBase64Url(jwk.d);
  return { ...key, secretKey, publicKey: fromBase64Url(jwk.x) } as SigningKey;
}
