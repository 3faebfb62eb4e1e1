import { webcrypto } from 'node:crypto';
import { toBase64Url } from '@duecheck/core/bytes';
import { signDeferral } from '@duecheck/core/check';
import { caseHash, type DeferralClaims, type DeferralExpectation, verifyDeferral } from '@duecheck/core/receipt';
import { describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';

const NOW = 1_793_600_000_000;
const ID = 'dfr_01930000-0000-7000-8000-000000000001';
const PLACE = { organisation: 'xincheng-hr', decisionPoint: 'civil-service-hiring' };
const CLAIMS: DeferralClaims = {
  id: ID,
  ...PLACE,
  caseHash: toBase64Url(caseHash(intl1, { jti: ID, ...PLACE, key: 'A-17', part: '1' })),
  effect: 'favourable',
  iat: NOW / 1000,
};
const EXPECT: DeferralExpectation = { ...PLACE, effect: 'favourable', caseKey: 'A-17' };

/** A key as the extension's worker makes it: non-extractable, by WebCrypto. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const pair = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
const { x, y } = (await webcrypto.subtle.exportKey('jwk', pair.publicKey)) as { x: string; y: string };
const registered = { jwk: { x, y }, organisation: PLACE.organisation, sub: 'clerk-7' };

const sign = (claims: DeferralClaims = CLAIMS) =>
  signDeferral(
    claims,
    'key-1',
    async (bytes) => new Uint8Array(await webcrypto.subtle.sign(algorithm, pair.privateKey, bytes)),
  );

async function verify(token: string, expect: Partial<DeferralExpectation> = {}, now = NOW, key = registered) {
  const findKey = async (kid: string) => (kid === 'key-1' ? key : undefined);
  const verified = await verifyDeferral({ token, suite: intl1, now, findKey, expect: { ...EXPECT, ...expect } });
  return verified.ok ? verified.key.sub : verified.code;
}

describe('verifyDeferral', () => {
  it('says whose it is, for a signature that a browser made, every time', async () => {
    // WebCrypto's s is high about every second time.
    for (let i = 0; i < 20; i++) expect(await verify(await sign())).toBe('clerk-7');
  });

  it.each([
    ['organisation-mismatch', { organisation: 'another-hr' }],
    ['decision-point-mismatch', { decisionPoint: 'commendation-award' }],
    ['effect-mismatch', { effect: 'adverse' }],
    ['case-mismatch', { caseKey: 'A-18' }],
    ['case-mismatch', { part: '2' }],
  ])('answers %s for %o', async (code, change) => {
    expect(await verify(await sign(), change)).toBe(code);
  });

  it('is for either effect where the request carries whatever was chosen, and still for one case alone', async () => {
    expect(await verify(await sign(), { effect: 'chosen' })).toBe('clerk-7');
    expect(await verify(await sign(), { effect: 'chosen', caseKey: 'A-18' })).toBe('case-mismatch');
  });

  it('does not let a key speak for an organisation that it was not registered for', async () => {
    const elsewhere = { ...registered, organisation: 'another-hr' };
    expect(await verify(await sign(), {}, NOW, elsewhere)).toBe('organisation-mismatch');
  });

  it('answers expired for tomorrow and for last month', async () => {
    const token = await sign();
    expect(await verify(token, {}, NOW - 301_000)).toBe('expired');
    expect(await verify(token, {}, NOW + 31 * 86_400_000)).toBe('expired');
    expect(await verify(token, {}, NOW + 29 * 86_400_000)).toBe('clerk-7');
  });

  it('refuses a stranger’s key, a made-up one, and a receipt in a deferral’s place', async () => {
    const other = { ...registered, jwk: { x: y, y: x } };
    expect(await verify(await sign(), {}, NOW, other)).toBe('bad-signature');
    const unknown = await signDeferral(CLAIMS, 'key-2', async () => new Uint8Array(64));
    expect(await verify(unknown)).toBe('unknown-key');
    expect(await verify('a.b.c')).toBe('malformed');
  });

  it('fails on every flipped bit', async () => {
    const token = Buffer.from(await sign(), 'latin1');
    const results = new Set<string>();
    for (let bit = 0; bit < token.length * 8; bit++) {
      const touched = Buffer.from(token);
      touched[bit >> 3] = (touched[bit >> 3] as number) ^ (1 << (bit & 7));
      results.add(await verify(touched.toString('latin1')));
    }
    expect(results).toEqual(new Set(['malformed', 'unknown-key', 'bad-signature']));
  });
});
