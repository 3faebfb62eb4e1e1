import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { type Device, deferralFor, makeDevice, sealBody } from '../../support/outage-client.ts';
import { type City, caseOf, ORIGIN, openCity, POINT, TOUR } from './city.ts';

let city: City;
let device: Device;

beforeAll(async () => {
  city = await openCity();
  device = await makeDevice(async (jwk) => {
    const { body } = await city.call('limin', 'POST', '/v1/deferral-keys', { jwk, organisation: 'qz-rsj' });
    return body.kid;
  });
});
afterAll(() => city.close());

const deferral = (caseKey: string, from: Device = device) => deferralFor(from, caseKey);

const asked = (caseKey: string, token: string) => ({
  'x-duecheck-decision-point': 'civil-service-hiring',
  'x-duecheck-effect': 'favourable',
  'x-duecheck-case': caseKey,
  'x-duecheck-method': 'POST',
  'x-duecheck-uri': `/api/candidates/${caseKey}/hire`,
  'credit-check-deferral': token,
});

async function sealed(person: TourPerson, caseKey: string, token: string) {
  const { body: key } = await city.call('', 'GET', '/v1/outbox-key');
  return sealBody(key, {
    v: 1,
    deferral: token,
    decisionPoint: 'civil-service-hiring',
    case: caseOf(person, caseKey),
    subject: { kind: 'resident-id', number: person.shown.number, name: person.shown.name },
    origin: ORIGIN,
    effect: 'favourable',
    reason: '系统中断期间办理',
    decidedAt: new Date().toISOString(),
  });
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
    const forger = await makeDevice(async () => device.kid);
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
