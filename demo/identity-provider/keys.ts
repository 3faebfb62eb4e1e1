import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { readJson, writeJson } from '../json-file.ts';

export interface ProviderKeys {
  /** Private JWKs, ES256: what browsers and Node verify alike. */
  readonly jwks: { readonly keys: JWK[] };
  readonly cookieSecrets: readonly string[];
}

/** The provider's keys, made once and kept in `folder`, so that a restart signs nobody out. */
export async function loadProviderKeys(folder: string): Promise<ProviderKeys> {
  const path = join(folder, 'identity-provider-keys.json');
  const kept = await readJson<ProviderKeys>(path);
  if (kept) return kept;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const made: ProviderKeys = {
    jwks: { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] },
    cookieSecrets: [randomBytes(32).toString('base64url')],
  };
  await writeJson(path, made, 0o600);
  return made;
}
