/** Coverage as auditors ask for it: every layout adds up to the same, and says who told what it is counted against. */
import { CoverageAnswer } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Acts, AT, actsIn } from '../gateway/acts.ts';
import { type City, openCity, POINT, TOUR } from '../gateway/city.ts';
import { coverageSum } from '../office/support/coverage-sum.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

let city: City;
let acts: Acts;
let auditors: Auditors;
const today = () => legalDateOf(new Date().toISOString());
const COUNTS = ['reported', 'checked', 'owed', 'overridden', 'notDue', 'unchecked', 'unreported'] as const;

beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  auditors = await auditorsIn(city);
  for (const [at, key] of ['c-1', 'c-2', 'c-3'].entries()) {
    const { checkId } = await acts.checked(TOUR.a, key);
    await acts.decide(checkId, { effect: 'favourable', reason: '合格' }, at === 2 ? 'wangjun' : 'limin');
  }
  const decidedAt = new Date().toISOString();
  const decisions = ['c-1', 'c-2', 'past-us', 'past-us-too'].map((key) => ({
    decisionPoint: AT.decisionPoint,
    case: { key },
    decidedAt,
  }));
  const { body } = await city.call(POINT.key, 'POST', '/v1/decisions:report', { decisions });
  expect(body.taken).toBe(4);
});
afterAll(() => city.close());

const ask = (query: string, user = 'zhaoping') =>
  city.call(user, 'GET', `/v1/audit/coverage?from=${today()}&until=${today()}${query}`);

it('lays the same decisions out by organisation, row, day and deciders', async () => {
  const sum = await coverageSum(city.gateway.world.db, 'qz-rsj');
  expect(sum).toMatchObject({ reported: 4, checked: 2, unchecked: 2, unreported: 1 });
  for (const by of ['organisation', 'row', 'day', 'deciders', 'organisation,row,day,deciders']) {
    const { status, body } = await ask(`&by=${by}`);
    expect([by, status]).toEqual([by, 200]);
    expect(CoverageAnswer.parse(body)).toEqual(body);
    expect(body.total, by).toEqual(sum);
    for (const count of COUNTS)
      expect(
        body.groups.reduce((n: number, group: typeof sum) => n + group[count], 0),
        `${by} ${count}`,
      ).toBe(sum[count]);
    for (const { reported, checked, owed, overridden, notDue, unchecked } of body.groups)
      expect(checked + owed + overridden + notDue + unchecked).toBe(reported);
  }
  const { body } = await ask('&by=deciders');
  const of = (deciders: string | null) =>
    body.groups.find((group: { deciders: string | null }) => group.deciders === deciders);
  expect(of('clerk')).toMatchObject({ organisation: null, reported: 2, checked: 2, unreported: 0 });
  expect(of('reviewer')).toMatchObject({ reported: 0, unreported: 1 });
  expect(of(null)).toMatchObject({ reported: 2, unchecked: 2 });
});

it('says who told, and narrows to an organisation and a row', async () => {
  const { body } = await ask('');
  expect(body.sources).toEqual([
    { organisation: 'qz-rsj', row: AT.decisionPoint, source: POINT.id, told: 4, lastDay: today() },
  ]);
  expect((await ask('&organisation=qz-rsj&row=title-review')).body).toMatchObject({
    groups: [],
    sources: [],
    total: { reported: 0 },
  });
  expect((await ask(`&organisation=qz&row=${AT.decisionPoint}`)).body.total.reported).toBe(4);
});

it('is an entry, and is for auditors of that organisation', async () => {
  const { body } = await ask('&by=day');
  expect((await auditors.stored('audit.query')).map(({ id }) => id)).toContain(body.query);
  expect((await ask('', 'kecheng')).body).toMatchObject({ groups: [], sources: [] });
  expect((await ask('&organisation=qz-rsj', 'kecheng')).body.code).toBe('role-missing');
  expect((await ask('', 'bureau')).body.total.reported).toBe(4);
  for (const user of ['limin', 'chenfang', 'torn']) expect((await ask('', user)).body.code).toBe('role-missing');
});

it('takes days that are days, in order, and not more than a year of them', async () => {
  const queries = [
    'from=2026-02-30&until=2026-03-01',
    'from=2026-03-02&until=2026-03-01',
    'from=2024-01-01&until=2026-01-01',
    'from=2026-01-01',
    'from=2026-01-01&until=2026-01-02&by=organisation;drop',
    "from=2026-01-01&until=2026-01-02&row='--",
    'from=2026-01-01&until=2026-01-02&by=day&by=row',
  ];
  for (const query of queries)
    expect((await city.call('zhaoping', 'GET', `/v1/audit/coverage?${query}`)).body.code, query).toBe('invalid-query');
});
