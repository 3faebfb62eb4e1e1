/** Ways to make a deferral carry more than it may. */
import { toBase64Url } from '@duecheck/core/bytes';
import { signDeferral } from '@duecheck/core/check';
import { caseHash } from '@duecheck/core/receipt';
import { portableSuite } from '@duecheck/core/register';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientId, type Device, deferralFor } from '../../support/outage-client.ts';
import { type Acts, AT, actsIn, asked, line } from './acts.ts';
import { type City, openCity, TOUR } from './city.ts';

let city: City;
let acts: Acts;
let device: Device;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  device = await acts.device();
});
afterAll(() => city.close());

describe('a deferral', () => {
  const withId = (id: string, caseKey: string) => {
    const hash = toBase64Url(caseHash(portableSuite(), { jti: id, ...AT, key: caseKey, part: '1' }));
    const claims = { id, ...AT, caseHash: hash, effect: 'favourable', iat: Math.floor(Date.now() / 1000) };
    return signDeferral(claims as never, device.kid, device.sign);
  };

  it('cannot carry a second case under an id that was used: that one would pass unowed', async () => {
    const id = clientId('dfr');
    const first = await city.authorize(
      asked('r-1', 'favourable', { 'credit-check-deferral': await withId(id, 'r-1') }),
    );
    expect(first.status).toBe(204);
    const token = await withId(id, 'r-2');
    const second = await city.authorize(asked('r-2', 'favourable', { 'credit-check-deferral': token }));
    expect([second.status, second.headers.get('x-duecheck-code')]).toEqual([403, 'already-used']);
    const { body } = await acts.spool([line('r-2', { deferral: token })]);
    expect(body.results[0]).toMatchObject({ state: 'unchecked', code: 'already-used' });
    const request = await acts.sealed(TOUR.c, 'r-2', token);
    expect((await city.post('limin', '/v1/outbox', request, request.id)).body.code).toBe('deferral-invalid');
  });

  it('passes nothing once the role of its signer is withdrawn', async () => {
    const token = await deferralFor(device, 'w-1');
    const answer = await acts.withoutRole('limin', () =>
      city.authorize(asked('w-1', 'favourable', { 'credit-check-deferral': token })),
    );
    expect([answer.status, answer.headers.get('x-duecheck-code')]).toEqual([403, 'unknown-key']);
  });

  it('does not cut short a hearing', async () => {
    await acts.propose('h-1');
    const token = await deferralFor(device, 'h-1', 'adverse');
    const answer = await city.authorize(asked('h-1', 'adverse', { 'credit-check-deferral': token }));
    expect([answer.status, answer.headers.get('x-duecheck-code')]).toEqual([403, 'state-conflict']);
    const found = await acts.checked(TOUR.b, 'h-2');
    expect(found.outcome.kind).toBe('findings');
    const other = await deferralFor(device, 'h-2', 'adverse');
    expect((await city.authorize(asked('h-2', 'adverse', { 'credit-check-deferral': other }))).status).toBe(403);
  });

  it('cannot be registered over the key of another', async () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) };
    await acts.register('limin', jwk);
    const other = await acts.register('wangjun', jwk);
    expect([other.status, other.body.code]).toEqual([409, 'state-conflict']);
  });

  it('and a receipt need the case that is asked about: an empty one is none', async () => {
    const check = await acts.checked(TOUR.a, 'e-1');
    const { body } = await acts.decide(check.checkId, { effect: 'favourable', reason: '合格' });
    const shown = { 'credit-check-receipt': body.receipt.token };
    const answer = await city.authorize({ ...asked('e-1', 'favourable', shown), 'x-duecheck-case': '' });
    expect([answer.status, answer.headers.get('x-duecheck-code')]).toEqual([403, 'malformed']);
  });
});
