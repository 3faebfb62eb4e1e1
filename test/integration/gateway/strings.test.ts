/** Requests that are well-formed for a parser and nothing that can be kept. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT } from './acts.ts';
import { type City, caseOf, ORIGIN, openCity, TOUR } from './city.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

describe('strings that no database or canonical JSON can hold', () => {
  const body = (more: object) => ({
    decisionPoint: AT.decisionPoint,
    case: caseOf(TOUR.a, 's-1'),
    subject: { kind: 'resident-id', number: TOUR.a.shown.number, name: TOUR.a.shown.name },
    origin: ORIGIN,
    ...more,
  });
  it.each([
    ['NUL in a part', body({ case: { key: 's', label: 's', part: 'a\u0000' } })],
    ['NUL in a matter', body({ matter: 'a\u0000' })],
    ['half a character in a key', body({ case: { key: 's\ud800', label: 's' } })],
    ['half a character in a round', body({ round: '\udc00' })],
  ])('are a fault of the request: %s', async (_what, sent) => {
    const answer = await city.post('limin', '/v1/checks', sent);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-body']);
  });

  it('nor is an id with NUL, or an address that cannot be decoded, a fault of ours', async () => {
    expect((await city.call('limin', 'GET', '/v1/decisions/dec%00')).status).toBe(404);
    expect((await city.call('', 'GET', '/register/entry/%00/proof')).status).toBe(404);
    expect((await city.call('', 'GET', '/v1/decisions/%zz')).status).toBeLessThan(500);
  });

  it('and only JSON is read', async () => {
    const answer = await city.call('limin', 'POST', '/v1/checks', JSON.stringify(body({})), {
      'content-type': 'text/plain',
      'idempotency-key': randomUUID(),
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported-media-type']);
  });
});
