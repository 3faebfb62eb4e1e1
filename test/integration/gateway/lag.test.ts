/** Bounded blindness (DESIGN §8.16): where nothing new can be proven, nothing is told, and nobody is refused for it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, openCity, TOUR } from './city.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

const decide = (checkId: string, body: object) => city.post('limin', `/v1/checks/${checkId}/decision`, body);

it('a sequencer that stands still makes outcomes unknown, never clear; the step goes on as owed', async () => {
  await city.gateway.world.register.stop();
  city.shift(61_000);

  const { body } = await city.check(TOUR.b, { caseKey: 'lag-1' });
  expect(body.outcome).toMatchObject({
    kind: 'unknown',
    missing: ['register'],
    known: { records: [], restrictions: [] },
  });

  const adverse = await decide(body.checkId, { effect: 'adverse', reason: '理由' });
  expect([adverse.status, adverse.body.code]).toEqual([422, 'ground-required']);
  const favourable = await decide(body.checkId, { effect: 'favourable', reason: '材料齐全' });
  expect(favourable.body).toMatchObject({ state: 'effective', receipt: { state: 'owed' } });
  const owed = await city.call('limin', 'GET', '/v1/owed');
  expect(owed.body.owed).toMatchObject([{ source: 'unknown', decisionId: favourable.body.decisionId }]);
  expect((await city.call('', 'GET', '/health/ready')).body).toMatchObject({ problems: ['sequencer-lag'] });

  city.gateway.world.register.start();
  await expect.poll(() => city.gateway.world.register.lagSeconds()).toBeLessThan(60);
  const again = await city.check(TOUR.b, { caseKey: 'lag-1' });
  expect(again.body.outcome.kind).toBe('findings');
});
