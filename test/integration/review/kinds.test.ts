/** Which entries of real work are acts for rules, and what is known of each. */
import { randomUUID } from 'node:crypto';
import { legalDateOf } from '@duecheck/core/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadActs } from '../../../gateway/review/load-acts.ts';
import { deferralFor } from '../../support/outage-client.ts';
import { type Acts, AT, actsIn, asked } from '../gateway/acts.ts';
import { type City, ISSUER, ORIGIN, openCity, POINT, TOUR } from '../gateway/city.ts';

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
});
afterAll(() => city.close());

const doer = (sub: string) => ({ iss: ISSUER, sub, organisation: AT.organisation });
const loaded = (sub = 'limin') => {
  const { world } = city.gateway;
  const today = legalDateOf(new Date(world.clock.now()).toISOString());
  return loadActs(world.db, world, doer(sub), { from: today, until: today });
};

it('a look-up is one act however often the same request comes, and says when its case was decided', async () => {
  const key = randomUUID();
  const { body } = await city.check(TOUR.a, { caseKey: 'k-1', key });
  await city.check(TOUR.a, { caseKey: 'k-1', key });
  expect(await loaded()).toMatchObject([
    { kind: 'look-up', decidedAt: null, hostCase: 'untold', made: 'by-hand', round: null },
  ]);
  await acts.decide(body.checkId, { effect: 'favourable', reason: '合格' });
  const [one] = await loaded();
  expect(one?.decidedAt).toBeGreaterThanOrEqual(one?.at ?? Number.POSITIVE_INFINITY);
});

it('a refused look-up is one as well, and so is reading a case’s history', async () => {
  const before = (await loaded()).length;
  const refused = await city.check(TOUR.mismatch, { caseKey: 'k-2' });
  expect(refused.body.outcome.kind).toBe('refused');
  await city.call('limin', 'POST', '/v1/cases/history', {
    decisionPoint: AT.decisionPoint,
    case: { key: 'k-1' },
    origin: ORIGIN,
  });
  expect((await loaded()).length - before).toBe(2);
});

it('asking for break-glass and claiming an outage while we answer are acts of their own kinds, each alone or not', async () => {
  const ask = (user: string, key: string) =>
    city.post(user, '/v1/releases', {
      ...{
        kind: 'break-glass',
        decisionPoint: AT.decisionPoint,
        case: { key, label: key },
        origin: ORIGIN,
        reason: '急',
      },
    });
  await ask('limin', 'k-3');
  const device = await acts.device();
  const deferral = await deferralFor(device, 'k-4');
  const passed = await city.authorize(asked('k-4', 'favourable', { 'credit-check-deferral': deferral }));
  expect(passed.status).toBe(204);
  const kinds = async (sub = 'limin') =>
    (await loaded(sub)).filter(({ kind }) => kind !== 'look-up').map(({ kind, alone }) => [kind, alone]);
  expect(await kinds()).toEqual([
    ['break-glass', true],
    ['claimed-outage', true],
  ]);
  await ask('wangjun', 'k-5');
  expect(await kinds()).toEqual([
    ['break-glass', false],
    ['claimed-outage', true],
  ]);
  expect(await kinds('wangjun')).toEqual([['break-glass', false]]);
});

it('a case that the host lists is there; one that it does not, among others that it does, is missing', async () => {
  const openedAt = new Date(city.gateway.world.clock.now() - 60_000).toISOString();
  const told = { decisionPoint: AT.decisionPoint, case: { key: 'k-1' }, openedAt };
  const { world } = city.gateway;
  const tell = (what: 'cases' | 'decisions', lines: object[]) =>
    city.call(POINT.key, 'POST', `/v1/${what}:report`, { [what]: lines });
  // Decisions name no case that waits, so nothing follows from them.
  await tell('decisions', [{ ...told, case: { key: 'k-9' }, decidedAt: new Date(world.clock.now()).toISOString() }]);
  const hostCase = async () =>
    new Set((await loaded()).filter((act) => act.kind === 'look-up').map((act) => act.hostCase));
  expect(await hostCase()).toEqual(new Set(['untold']));
  await tell('cases', [told]);
  const byCase = new Map((await loaded()).map((act) => [act.case, act.hostCase]));
  expect([...byCase.values()].filter((one) => one === 'there')).toHaveLength(1);
  expect(await hostCase()).toEqual(new Set(['there', 'missing']));
});
