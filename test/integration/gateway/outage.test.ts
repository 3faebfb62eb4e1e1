import { generateKeyPairSync, randomUUID, webcrypto } from 'node:crypto';
import { toBase64Url, utf8 } from '@duecheck/core/bytes';
import { deferralCaseHash, signDeferral } from '@duecheck/core/check';
import { newId } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { type City, caseOf, ORIGIN, openCity, POINT, TOUR } from './city.ts';

const { subtle } = webcrypto;
let city: City;
let device: Device;

interface Device {
  readonly kid: string;
  readonly sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

beforeAll(async () => {
  city = await openCity();
  device = await registerDevice('limin');
});
afterAll(() => city.close());

/** As the extension's worker does at sign-in: a key that cannot leave. */
async function registerDevice(user: string): Promise<Device> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { x, y } = await subtle.exportKey('jwk', pair.publicKey);
  const { body } = await city.call(user, 'POST', '/v1/deferral-keys', {
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    organisation: 'qz-rsj',
  });
  return {
    kid: body.kid,
    sign: async (bytes) =>
      new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)),
  };
}

const id = <P extends 'dfr' | 'out'>(prefix: P) =>
  newId(prefix, { now: Date.now(), random: webcrypto.getRandomValues(new Uint8Array(16)) });

const deferral = (caseKey: string, from: Device = device, effect: 'favourable' | 'adverse' = 'favourable') => {
  const dfr = id('dfr');
  const at = { organisation: 'qz-rsj', decisionPoint: 'civil-service-hiring' };
  return signDeferral(
    {
      id: dfr,
      ...at,
      caseHash: deferralCaseHash(dfr, at.organisation, at.decisionPoint, { key: caseKey, part: '1' }),
      effect,
      iat: Math.floor(Date.now() / 1000),
    },
    from.kid,
    from.sign,
  );
};

const asked = (caseKey: string, token: string) => ({
  'x-duecheck-decision-point': 'civil-service-hiring',
  'x-duecheck-effect': 'favourable',
  'x-duecheck-case': caseKey,
  'x-duecheck-method': 'POST',
  'x-duecheck-uri': `/api/candidates/${caseKey}/hire`,
  'credit-check-deferral': token,
});

async function sealed(person: TourPerson, caseKey: string, token: string, outId = id('out')) {
  const { body: key } = await city.call('', 'GET', '/v1/outbox-key');
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const pair = await subtle.generateKey(curve, true, ['deriveBits']);
  const theirs = await subtle.importKey('jwk', key.jwk, curve, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256);
  const hkdf = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const aes = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('duecheck/outbox/v1') },
    hkdf,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const content = {
    v: 1,
    deferral: token,
    decisionPoint: 'civil-service-hiring',
    case: caseOf(person, caseKey),
    subject: { kind: 'resident-id', number: person.shown.number, name: person.shown.name },
    origin: ORIGIN,
    effect: 'favourable',
    reason: '系统中断期间办理',
    decidedAt: new Date().toISOString(),
  };
  const ciphertext = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(outId) },
    aes,
    utf8(JSON.stringify(content)),
  );
  const { x, y } = await subtle.exportKey('jwk', pair.publicKey);
  return {
    id: outId,
    kid: key.kid,
    epk: { kty: 'EC', crv: 'P-256', x, y },
    iv: toBase64Url(iv),
    ciphertext: toBase64Url(new Uint8Array(ciphertext)),
  };
}

const owed = async (user = 'limin') => (await city.call(user, 'GET', '/v1/owed')).body.owed;

describe('a deferral', () => {
  it('passes its own case once, as owed, and is counted', async () => {
    const before = (await owed()).length;
    const token = await deferral('o-1');
    const passed = await city.authorize(asked('o-1', token));
    expect([passed.status, passed.headers.get('x-duecheck-state')]).toEqual([204, 'owed']);
    expect(await owed()).toHaveLength(before + 1);
    const elsewhere = await city.authorize(asked('o-2', token));
    expect([elsewhere.status, elsewhere.headers.get('x-duecheck-code')]).toEqual([403, 'case-mismatch']);
    const again = await city.authorize({ ...asked('o-1', token), 'x-duecheck-uri': '/elsewhere' });
    expect(again.headers.get('x-duecheck-code')).toBe('already-used');
  });

  it('made up with an unregistered key passes nothing', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = await subtle.importKey(
      'pkcs8',
      privateKey.export({ format: 'der', type: 'pkcs8' }),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    const forger: Device = {
      kid: device.kid,
      sign: async (bytes) => new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes)),
    };
    const forged = await city.authorize(asked('o-3', await deferral('o-3', forger)));
    expect([forged.status, forged.headers.get('x-duecheck-code')]).toEqual([403, 'bad-signature']);
    const unknown = await city.authorize(asked('o-3', await deferral('o-3', { ...forger, kid: 'unknown' })));
    expect(unknown.headers.get('x-duecheck-code')).toBe('unknown-key');
  });

  it('cannot be registered for an organisation where the account has no role', async () => {
    const answer = await city.call('linna', 'POST', '/v1/deferral-keys', {
      jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
      organisation: 'qz-rsj',
    });
    expect(answer.body.code).toBe('role-missing');
  });
});

describe('the outbox', () => {
  it('does the owed check, once, whatever was reported before', async () => {
    const token = await deferral('o-10');
    await city.authorize(asked('o-10', token));
    const waiting = (await owed()).length;
    const request = await sealed(TOUR.c, 'o-10', token);
    const first = await city.post('limin', '/v1/outbox', request, request.id);
    expect(first.status).toBe(200);
    expect(first.body.check.outcome.kind).toBe('clear');
    expect(first.body.review).toBe(false);
    expect(await owed()).toHaveLength(waiting - 1);
    const again = await city.post('limin', '/v1/outbox', request, request.id);
    expect(again.body.decisionId).toBe(first.body.decisionId);
    expect(again.body.check.checkId).toBe(first.body.check.checkId);
  });

  it('opens a review where a finding arrives late, and takes nothing back', async () => {
    const request = await sealed(TOUR.b, 'o-11', await deferral('o-11'));
    const { body } = await city.post('limin', '/v1/outbox', request, request.id);
    expect(body).toMatchObject({ review: true, check: { outcome: { kind: 'findings' } } });
    const decision = await city.call('limin', 'GET', `/v1/decisions/${body.decisionId}`);
    expect(decision.body).toMatchObject({ state: 'effective', effect: 'favourable' });
  });

  it('takes no other actor’s deferral and nothing that it cannot open', async () => {
    const request = await sealed(TOUR.c, 'o-12', await deferral('o-12'));
    const other = await city.post('wangjun', '/v1/outbox', request, request.id);
    expect([other.status, other.body.code]).toEqual([422, 'deferral-invalid']);
    const altered = { ...request, ciphertext: `A${request.ciphertext.slice(1)}` };
    const unreadable = await city.post('limin', '/v1/outbox', altered, altered.id);
    expect([unreadable.status, unreadable.body.code]).toEqual([422, 'sealed-unreadable']);
  });
});

describe('a proxy’s spool', () => {
  const line = (caseKey: string | null, more: object) => ({
    id: randomUUID(),
    passedAt: new Date().toISOString(),
    method: 'POST',
    uri: `/api/candidates/${caseKey}/hire`,
    decisionPoint: 'civil-service-hiring',
    effect: 'favourable',
    case: caseKey,
    deferral: null,
    receipt: null,
    ...more,
  });
  const hand = (entries: object[]) => city.call(POINT.key, 'POST', '/v1/spool', { entries });

  it('is imported line by line, once: checked, owed, or unchecked with its code', async () => {
    const check = (await city.check(TOUR.a, { caseKey: 's-1' })).body;
    const { body: decided } = await city.post('limin', `/v1/checks/${check.checkId}/decision`, {
      effect: 'favourable',
      reason: '合格',
    });
    const lines = [
      line('s-1', { receipt: decided.receipt.token }),
      line('s-2', { deferral: await deferral('s-2') }),
      line('s-3', {}),
      line('s-4', { deferral: await deferral('s-other') }),
    ];
    const { body } = await hand(lines);
    expect(body.results.map((r: { state: string; code?: string }) => [r.state, r.code])).toEqual([
      ['checked', undefined],
      ['owed', undefined],
      ['unchecked', 'no-receipt'],
      ['unchecked', 'case-mismatch'],
    ]);
    const before = await city.entries();
    const repeated = await hand(lines);
    expect(new Set(repeated.body.results.map((r: { state: string }) => r.state))).toEqual(new Set(['repeated']));
    expect(await city.entries()).toBe(before);
  });

  it('and the outbox make one decision of one deferral', async () => {
    const token = await deferral('s-5');
    await hand([line('s-5', { deferral: token })]);
    const before = await city.gateway.world.db.selectFrom('decision').selectAll().execute();
    const request = await sealed(TOUR.c, 's-5', token);
    const { body } = await city.post('limin', '/v1/outbox', request, request.id);
    const after = await city.gateway.world.db.selectFrom('decision').selectAll().execute();
    expect(after).toHaveLength(before.length);
    expect(before.map((d) => d.id)).toContain(body.decisionId);
  });
});
