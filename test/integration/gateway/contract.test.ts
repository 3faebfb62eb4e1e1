/** What the gateway says and writes, held against the contract: bytes on the wire, lines in the log. */
import { randomUUID } from 'node:crypto';
import { ROUTES, type RouteName } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../gateway/api/index.ts';
import { registerRoutes } from '../../../gateway/api/register.ts';
import { addPublicRoutes } from '../../../gateway/http/public-routes.ts';
import { createServer } from '../../../gateway/http/server.ts';
import { deferralFor } from '../../support/outage-client.ts';
import { type Acts, actsIn, answers, asked } from './acts.ts';
import { type Answer, type City, caseOf, ORIGIN, openCity, TOUR } from './city.ts';

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
});
afterAll(() => city.close());

describe('every answer', () => {
  const holds = (route: RouteName, { status, body }: Answer) => {
    const { answer } = ROUTES[route] as (typeof ROUTES)['check'];
    expect([route, status]).toEqual([route, 200]);
    const parsed = answer.safeParse(body);
    expect(parsed.error?.issues, route).toBeUndefined();
    // Also nothing that a default fills in.
    expect(parsed.data, route).toEqual(body);
  };

  it('has the shape that the contract publishes', async () => {
    const get = (path: string, user = 'limin') => city.call(user, 'GET', path);
    for (const person of [TOUR.a, TOUR.b, TOUR.c, TOUR.disputed, TOUR.mismatch]) {
      holds('check', await city.check(person, { caseKey: `w-${person.row}` }));
    }
    const { id, check } = await acts.propose('w-1');
    holds('decision', await get(`/v1/decisions/${id}`));
    holds('noticePaper', await acts.step(id, 'notice-paper', { language: 'zh-CN' }));
    holds('notice', await acts.step(id, 'notice', { deliveredOn: check.legalToday, means: 'post' }));
    holds('hearing', await acts.step(id, 'hearing', { heardOn: check.legalToday, statement: '说明' }));
    const at = { decisionPoint: 'civil-service-hiring', case: { key: 'w-1' }, origin: ORIGIN };
    holds('due', await city.call('limin', 'POST', '/v1/due', at));
    const recheck = await acts.checked(TOUR.b, 'w-1');
    holds('effect', await acts.step(id, 'effect', { checkId: recheck.checkId, reason: '生效' }));
    const clear = await acts.checked(TOUR.a, 'w-2');
    holds('decide', await acts.decide(clear.checkId, { effect: 'favourable', reason: '合格' }));
    holds('session', await get('/v1/session'));
    holds('clock', await get('/v1/clock'));
    holds('catalogueFeed', await get('/v1/feeds/catalogue'));
    holds('bindingsFeed', await get('/v1/feeds/bindings'));
    const stale = { binding: 'qz-rsj-hiring-inspection', version: 1, origin: ORIGIN, parts: ['name'] };
    expect((await city.call('limin', 'POST', '/v1/bindings/stale', stale)).status).toBe(204);
    holds('staleBindings', await get('/v1/bindings/stale', 'sunhao'));
    holds('outboxKey', await get('/v1/outbox-key'));
    const device = await acts.device();
    await city.authorize(
      asked('w-3', 'favourable', {
        'credit-check-deferral': await deferralFor(device, 'w-3'),
      }),
    );
    holds('owed', await get('/v1/owed'));
    expect(answers(check, null).length).toBeGreaterThan(0);
  });
});

describe('the log', () => {
  it('names routes, codes and places, and nobody, whatever fails', async () => {
    const lines: string[] = [];
    const { world } = city.gateway;
    const logger = { level: 'trace', stream: { write: (line: string) => lines.push(line) } };
    const app = await createServer(world, CAPABILITIES, { logger });
    addPublicRoutes(app, world);
    registerRoutes(app, world);
    const { number, name } = TOUR.a.shown;
    const secret = 'case-of-somebody';
    const send = (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) =>
      app.inject({
        method,
        url,
        headers: { authorization: 'Bearer limin', 'idempotency-key': randomUUID(), ...headers },
        ...(payload === undefined ? {} : { payload: payload as object }),
      });
    const body = {
      decisionPoint: 'civil-service-hiring',
      case: { ...caseOf(TOUR.a, secret), label: secret },
      subject: { kind: 'resident-id', number, name },
      origin: ORIGIN,
    };
    const drop = 'alter table credit_check add constraint never check (fresh_until is null) not valid';
    await sql.raw(drop).execute(world.db);
    const failed = await send('POST', '/v1/checks', body);
    await sql.raw('alter table credit_check drop constraint never').execute(world.db);
    expect(failed.statusCode).toBe(500);
    const answered = [
      failed,
      await send('POST', '/v1/checks', body),
      await send('POST', '/v1/checks', { ...body, [number]: name }),
      await send('POST', '/v1/checks', `{"number":"${number}`, { 'content-type': 'application/json' }),
      await send('POST', '/v1/checks', { ...body, subject: { ...body.subject, number: `${number}0` } }),
      await send('GET', `/v1/decisions/${number}`),
      await send('GET', `/nothing/${number}?name=${secret}`),
      await send('GET', `/v1/decisions/%zz${number}`),
      await send('GET', '/health/ready'),
    ];
    const log = lines.join('');
    expect(log).toContain('/v1/checks');
    for (const what of [number, name, secret, 'limin']) expect(log, what).not.toContain(what);
    const problems = answered.filter(({ statusCode }) => statusCode >= 400).map(({ body: said }) => said);
    for (const what of [number, name]) expect(problems.join(''), what).not.toContain(what);
    await app.close();
  });
});
