import { fromBase64Url, toBase64Url, utf8 } from '@duecheck/core/bytes';
import { type ReceiptClaims, signReceipt, verifyReceipt } from '@duecheck/core/receipt';
import { portableSuite } from '@duecheck/core/register';
import { describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import {
  DECISION,
  EXPECT,
  HANDOVER,
  hashOf,
  KEYS,
  MEMBERS,
  memberOf,
  NOW,
  SET,
  SIGNER,
  sign,
  verify,
} from './receipts.ts';

describe('signReceipt', () => {
  it('gives the same bytes for the same claims, in whatever order they were stored', async () => {
    const reversed = Object.fromEntries(Object.entries(DECISION).reverse()) as ReceiptClaims;
    expect(await sign(JSON.parse(JSON.stringify(reversed)))).toBe(await sign(DECISION));
  });

  it('stays within 2 kB at the longest values that its claims allow', async () => {
    const long = { ...HANDOVER, iss: `https://${'g'.repeat(190)}`, aud: 'a'.repeat(80), nonce: 'n'.repeat(80) };
    const token = await sign({ ...long, organisation: 'o'.repeat(80), decisionPoint: 'd'.repeat(80) });
    expect(token.length).toBeLessThanOrEqual(2048);
    for (const claims of [DECISION, HANDOVER, SET]) expect((await sign(claims)).length).toBeLessThan(1300);
  });

  it('refuses what would not fit, what is not a claim, and a key of another suite', async () => {
    const wide = 'x'.repeat(200);
    const oversize = {
      ...HANDOVER,
      iss: wide,
      aud: wide,
      nonce: wide,
      catalogueVersion: wide,
      origin: `https://${wide}`,
    };
    await expect(sign(oversize)).rejects.toMatchObject({ code: 'receipt-too-long' });
    await expect(sign({ ...DECISION, name: 'x' } as never)).rejects.toMatchObject({ code: 'bad-claims' });
    await expect(sign({ ...DECISION, nonce: 'x' } as never)).rejects.toMatchObject({ code: 'bad-claims' });
    const foreign = { ...SIGNER, suite: 'cn-1' as never };
    await expect(signReceipt(DECISION, foreign, intl1)).rejects.toMatchObject({ code: 'wrong-suite' });
  });
});

describe('verifyReceipt', () => {
  it('returns the claims of a receipt that is for exactly this', async () => {
    const token = await sign(DECISION);
    const input = { token, keys: KEYS, now: NOW, expect: EXPECT };
    expect(verifyReceipt({ ...input, suite: intl1 })).toEqual({ ok: true, claims: DECISION });
    expect(verifyReceipt({ ...input, suite: portableSuite() })).toEqual({ ok: true, claims: DECISION });
  });

  it.each([
    ['audience-mismatch', { audience: 'enforcement-2' }],
    ['organisation-mismatch', { organisation: 'another-hr' }],
    ['origin-mismatch', { origin: 'https://other.example' }],
    ['decision-point-mismatch', { decisionPoint: 'commendation-award' }],
    ['effect-mismatch', { effect: 'adverse' }],
    ['case-mismatch', { case: { key: 'A-18', part: '1' } }],
    ['case-mismatch', { case: { key: 'A-17', part: '2' } }],
    ['subject-mismatch', { subjectCommitment: hashOf('someone else') }],
    ['nonce-mismatch', { nonce: 'n-1' }],
  ])('answers %s for %o', async (code, change) => {
    expect(verify(await sign(DECISION), change)).toBe(code);
  });

  it('is for either effect where the request carries whatever was chosen, and still for one case alone', async () => {
    expect(verify(await sign(DECISION), { effect: 'chosen' })).toBe('ok');
    expect(verify(await sign({ ...DECISION, effect: 'adverse' }), { effect: 'chosen' })).toBe('ok');
    expect(verify(await sign(DECISION), { effect: 'chosen', case: { key: 'A-18', part: '1' } })).toBe('case-mismatch');
  });

  it('answers expired at the last second, and before the first', async () => {
    const token = await sign(DECISION);
    expect(verify(token, {}, NOW + 1_799_999)).toBe('ok');
    expect(verify(token, {}, NOW + 1_800_000)).toBe('expired');
    expect(verify(token, {}, NOW - 60_000)).toBe('ok');
    expect(verify(token, {}, NOW - 60_001)).toBe('expired');
  });

  it('passes a hand-over to the partner whose nonce it carries, and as nothing else', async () => {
    const token = await sign(HANDOVER);
    expect(verify(token, { nonce: 'n-1' })).toBe('ok');
    expect(verify(token, { nonce: 'n-2' })).toBe('nonce-mismatch');
    expect(verify(token)).toBe('nonce-mismatch');
  });

  it('answers unknown-key for a key that was never ours or has been taken away', async () => {
    const input = { token: await sign(DECISION), suite: intl1, now: NOW, expect: EXPECT };
    expect(verifyReceipt({ ...input, keys: [] })).toEqual({ ok: false, code: 'unknown-key' });
    const renamed = KEYS.map((key) => ({ ...key, kid: 'rcp-2025' }));
    expect(verifyReceipt({ ...input, keys: renamed })).toEqual({ ok: false, code: 'unknown-key' });
  });

  it('lets no token choose its algorithm', async () => {
    const [, payload] = (await sign(DECISION)).split('.');
    for (const alg of ['none', 'HS256', 'ES256', 'eddsa']) {
      const header = toBase64Url(
        utf8(JSON.stringify({ alg, kid: 'rcp-2026', suite: 'intl-1', typ: 'duecheck-receipt+jws' })),
      );
      const signature = toBase64Url(await SIGNER.sign(utf8(`${header}.${payload}`)));
      expect(verify(`${header}.${payload}.${signature}`)).toBe('malformed');
    }
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', 'é.é.é', 'x'.repeat(5000)])(
    'answers malformed for %j',
    (token) => {
      expect(verify(token)).toBe('malformed');
    },
  );

  it('fails on every single flipped bit of a receipt (invariant 5)', async () => {
    const token = Buffer.from(await sign(DECISION), 'latin1');
    for (let bit = 0; bit < token.length * 8; bit++) {
      const touched = Buffer.from(token);
      touched[bit >> 3] = (touched[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(['malformed', 'unknown-key', 'bad-signature']).toContain(verify(touched.toString('latin1')));
    }
  });

  it('fails on every single flipped bit beneath the base64', async () => {
    const parts = (await sign(DECISION)).split('.').map(fromBase64Url) as [Uint8Array, Uint8Array, Uint8Array];
    for (const [i, part] of parts.entries())
      for (let bit = 0; bit < part.length * 8; bit++) {
        const touched = part.with(bit >> 3, (part[bit >> 3] as number) ^ (1 << (bit & 7)));
        expect(verify(parts.with(i, Uint8Array.from(touched)).map(toBase64Url).join('.'))).not.toBe('ok');
      }
  });
});

describe('a set receipt', () => {
  it('passes each of its members, with the proof of it', async () => {
    const token = await sign(SET);
    for (let i = 0; i < MEMBERS.length; i++) {
      const { caseHash: _, ...member } = memberOf(i);
      const of = { case: { key: 'B-1', part: String(i + 1), member }, subjectCommitment: member.subjectCommitment };
      expect(verify(token, of)).toBe('ok');
    }
  });

  it('passes nobody else', async () => {
    const token = await sign(SET);
    const { caseHash: _, ...member } = memberOf(2);
    const mine = { key: 'B-1', part: '3', member };
    expect(verify(token, { case: { key: 'B-1', part: '3' } })).toBe('case-mismatch');
    expect(verify(token, { case: { ...mine, part: '4' } })).toBe('case-mismatch');
    expect(verify(token, { case: { ...mine, member: { ...member, index: 1 } } })).toBe('case-mismatch');
    expect(verify(token, { case: { ...mine, member: { ...member, index: 0.5 } } })).toBe('case-mismatch');
    expect(verify(token, { case: { ...mine, member: { ...member, checkId: 'chk_other' } } })).toBe('case-mismatch');
    expect(verify(token, { case: mine, subjectCommitment: hashOf('x') })).toBe('subject-mismatch');
  });

  it('is no larger for a thousand members than for five', async () => {
    const thousand = { ...SET, n: 1000 };
    expect((await sign(thousand)).length - (await sign(SET)).length).toBeLessThan(8);
  });
});
