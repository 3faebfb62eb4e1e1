/** The database goes away under load and comes back: an outage, which refuses nobody, and no end of the gateway. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, openCity, POINT, TOUR } from './city.ts';

let city: City;
let admin: pg.Client;
let name: string;
beforeAll(async () => {
  city = await openCity();
  const url = new URL(city.databaseUrl);
  name = url.pathname.slice(1);
  url.pathname = '/postgres';
  admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await city.close();
});

const connections = (allowed: 'true' | 'false') => admin.query(`alter database "${name}" allow_connections ${allowed}`);

it('answers 503 while it is away, says that it is not ready, and goes on when it is back', async () => {
  const asked = {
    'x-duecheck-decision-point': 'civil-service-hiring',
    'x-duecheck-effect': 'favourable',
    'x-duecheck-method': 'POST',
    'x-duecheck-uri': '/api/candidates/412/hire',
  };
  const before = await city.entries();
  await connections('false');
  // Connections are cut again and again, so that some are in the middle of a transaction.
  const flying = Array.from({ length: 40 }, (_, i) => city.check(TOUR.a, { caseKey: `p-${i}` }));
  const done = Promise.all(flying);
  await Promise.race(flying);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  const answers = await done;
  const acknowledged = answers.filter((answer) => answer.status === 200).length;
  expect(new Set(answers.map((answer) => answer.status))).not.toContain(500);

  const late = await city.check(TOUR.a, { caseKey: 'p-late' });
  expect([late.status, late.body.code]).toEqual([503, 'unavailable']);
  expect((await city.authorize(asked, POINT.key)).status).toBe(503);
  expect((await city.call('', 'GET', '/health/ready')).status).toBe(503);
  expect((await city.call('', 'GET', '/health/live')).status).toBe(200);

  await connections('true');
  expect((await city.check(TOUR.a, { caseKey: 'p-late' })).status).toBe(200);
  // INTENT and RESULT of each acknowledged check, and of those that were kept but not answered.
  expect(await city.entries()).toBeGreaterThanOrEqual(before + 2 * (acknowledged + 1));
});
