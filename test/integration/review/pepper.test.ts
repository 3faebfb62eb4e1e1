/** After a change of pepper entries are keyed anew and offices' rows are not: rules still find the case, told and decided. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { legalDateOf } from '../../../core/time/index.ts';
import { rotateWithEntry } from '../../../gateway/keys/rotate.ts';
import { loadActs } from '../../../gateway/review/load-acts.ts';
import { serve } from '../../../gateway/serve.ts';
import { ORDER } from '../erasure/order.ts';
import { type City, caseOf, ISSUER, ORIGIN, openCity, POINT, TOUR } from '../gateway/city.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

it('sees no look-up without a case, and none undecided, for want of the pepper', async () => {
  await rotateWithEntry(city.gateway.world, `${city.config.stateDir}/keys`, 'pepper', ORDER);
  // A second gateway, started after the rotation.
  const gateway = await serve({
    ...{ ...city.config, host: '127.0.0.1', port: 0, jobs: 'idle', legalClock: 'movable' },
    verifyToken: async (sub) => ({ iss: ISSUER, sub, assurance: 'test' }),
  });
  try {
    const post = async (user: string, path: string, body: object) => {
      const headers = { authorization: `Bearer ${user}`, 'content-type': 'application/json' };
      const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      });
      expect([path, response.status]).toEqual([path, 200]);
      return response.json();
    };
    const openedAt = new Date().toISOString();
    await post(POINT.key, '/v1/cases:report', {
      cases: [{ decisionPoint: 'civil-service-hiring', case: { key: 'told' }, openedAt }],
    });
    const { kind, number, name } = { kind: 'resident-id', ...TOUR.a.shown };
    const check = await post('limin', '/v1/checks', {
      ...{ decisionPoint: 'civil-service-hiring', case: caseOf(TOUR.a, 'told'), origin: ORIGIN },
      subject: { kind, number, name },
    });
    await post('limin', `/v1/checks/${check.checkId}/decision`, { effect: 'favourable', reason: '合格' });

    const { world } = gateway;
    const { pepper_version: version } = await world.db
      .selectFrom('register_entry')
      .select('pepper_version')
      .where('check_id', '=', check.checkId)
      .where('type', '=', 'check.intent')
      .executeTakeFirstOrThrow();
    expect(version).toBe(2);
    const today = legalDateOf(openedAt);
    const doer = { iss: ISSUER, sub: 'limin', organisation: 'qz-rsj' };
    const acts = await loadActs(world.db, world, doer, { from: today, until: today });
    expect(acts).toMatchObject([{ kind: 'look-up', hostCase: 'there', decidedAt: expect.any(Number) }]);
  } finally {
    await gateway.close();
  }
});
