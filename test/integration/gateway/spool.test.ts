/** What a proxy hands in after an outage: much of it, late, and not always true. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Device, deferralFor } from '../../support/outage-client.ts';
import { type Acts, actsIn, line } from './acts.ts';
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

describe('a proxy’s spool', () => {
  it('is taken a hundred lines a call, as the proxy sends it', async () => {
    const lines = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => line(`v-${i}`, { deferral: await deferralFor(device, `v-${i}`) })),
    );
    const { status, body } = await acts.spool(lines);
    expect(status).toBe(200);
    expect(new Set(body.results.map((r: { state: string }) => r.state))).toEqual(new Set(['owed']));
  });

  it.each(['2026-13-40T99:99:99.000Z', '9999-12-31T23:59:59.999Z'])(
    'cannot make an expired receipt valid by saying that it passed at %s',
    async (passedAt) => {
      const caseKey = `t-${passedAt.slice(0, 4)}`;
      const check = await acts.checked(TOUR.a, caseKey);
      const { body } = await acts.decide(check.checkId, { effect: 'favourable', reason: '合格' });
      city.shift(40 * 60_000);
      const answer = await acts.spool([line(caseKey, { receipt: body.receipt.token, passedAt })]);
      city.shift(-40 * 60_000);
      expect(JSON.stringify(answer.body)).not.toContain('"checked"');
      if (answer.status === 200) expect(answer.body.results[0]).toMatchObject({ state: 'unchecked', code: 'expired' });
      expect(answer.status).toBeLessThan(500);
    },
  );
});
