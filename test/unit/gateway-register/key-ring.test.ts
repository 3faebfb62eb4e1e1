import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyRing, rotateKey } from '../../../gateway/keys/create-key-ring.ts';
import { receiptJwks } from '../../../gateway/keys/jwks.ts';
import { KEY_USES, type KeyUse } from '../../../gateway/keys/key-file.ts';
import { loadKeyRing, signerOf } from '../../../gateway/keys/key-ring.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';

const NOW = Date.UTC(2026, 10, 23);
let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'duecheck-keys-')), 'keys');
});

describe('a key ring', () => {
  it('is made with a key of each use, in files that only their owner reads', () => {
    const ring = createKeyRing(dir, NOW);
    for (const use of KEY_USES) expect(ring.current(use)).toMatchObject({ use, suite: 'intl-1' });
    expect(readdirSync(dir)).toHaveLength(KEY_USES.length);
    for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('is the same ring the next time, and for two gateways that start at once', () => {
    expect(createKeyRing(dir, NOW).all('kek')).toEqual(createKeyRing(dir, NOW + 1).all('kek'));
  });

  it.each(KEY_USES)('after a rotation uses the new %s key and still finds the old one', (use: KeyUse) => {
    const old = createKeyRing(dir, NOW).current(use);
    const kid = rotateKey(dir, use, NOW + 1000);
    const ring = loadKeyRing(dir);
    expect(ring.current(use).kid).toBe(kid);
    expect(ring.find(use, old.kid)).toEqual(old);
    expect(ring.all(use)).toHaveLength(2);
    expect(ring.find(use, 'none-of-ours')).toBeUndefined();
  });

  it('numbers its peppers, so that columns can say under which one they were keyed', () => {
    expect(createKeyRing(dir, NOW).current('pepper').version).toBe(1);
    rotateKey(dir, 'pepper', NOW + 1);
    expect(
      loadKeyRing(dir)
        .all('pepper')
        .map((pepper) => pepper.version),
    ).toEqual([2, 1]);
  });

  it('refuses what others may read, what is not a key, and a ring that lacks a use', () => {
    createKeyRing(dir, NOW);
    const [name = ''] = readdirSync(dir).filter((file) => file.startsWith('log-'));
    const path = join(dir, name);
    chmodSync(path, 0o640);
    expect(() => loadKeyRing(dir)).toThrow(expect.objectContaining({ code: 'key-file-open-to-others' }));
    chmodSync(path, 0o600);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"use": "log"', '"use": "kek"'));
    expect(() => loadKeyRing(dir)).toThrow(expect.objectContaining({ code: 'key-file-malformed' }));
    expect(() => loadKeyRing(join(dir, 'nowhere'))).toThrow(expect.objectContaining({ code: 'key-ring-missing' }));
    expect(() => loadKeyRing(mkdtempSync(join(tmpdir(), 'duecheck-empty-'))).current('log')).toThrow(
      expect.objectContaining({ code: 'key-missing' }),
    );
  });

  it('never says a secret in an error', () => {
    createKeyRing(dir, NOW);
    const [name = ''] = readdirSync(dir).filter((file) => file.startsWith('kek-'));
    const secret = JSON.parse(readFileSync(join(dir, name), 'utf8')).jwk.k as string;
    writeFileSync(join(dir, name), `{"jwk":{"k":"${secret}"}`);
    try {
      loadKeyRing(dir);
      expect.unreachable();
    } catch (error) {
      expect(`${error} ${(error as Error).cause}`).not.toContain(secret);
    }
  });
});

it('publishes receipt keys as others read them (RFC 8037), the private halves left out', async () => {
  const ring = createKeyRing(dir, NOW);
  const [jwk] = receiptJwks(ring).keys;
  expect(Object.keys(jwk ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  const key = ring.current('receipt');
  const message = new TextEncoder().encode('what a receipt is made of');
  const signature = await signerOf(key, intl1).sign(message);
  expect(intl1.verify(key.publicKey, message, signature)).toBe(true);
  const token = await new SignJWT({ a: 1 })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(
      await importJWK(
        { kty: 'OKP', crv: 'Ed25519', x: jwk?.x ?? '', d: Buffer.from(key.secretKey ?? []).toString('base64url') },
        'EdDSA',
      ),
    );
  expect((await jwtVerify(token, await importJWK({ ...jwk }, 'EdDSA'))).payload).toEqual({ a: 1 });
});
