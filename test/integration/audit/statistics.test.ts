/** Numbers a day and a month: of months that have ended, without the small ones. */
import { StatisticsAnswer } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actsIn } from '../gateway/acts.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

let city: City;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  auditors = await auditorsIn(city);
  const acts = actsIn(city);
  await acts.checked(TOUR.a, 'n-1');
  await acts.checked(TOUR.b, 'n-2');
  const clear = (await auditors.stored('check.result')).find((row) => row.outcome_class === 'clear');
  const finds = (await auditors.stored('check.result')).find((row) => row.outcome_class === 'findings');
  // Copies of a real row, at instants of our own: midnight in Shanghai is 16:00 UTC.
  await copy(clear?.id, 7, '2026-02-28T15:59:59.999Z', 'feb');
  await copy(clear?.id, 9, '2026-02-28T16:00:00.000Z', 'mar');
  await copy(clear?.id, 3, '2026-03-10T04:00:00.000Z', 'few');
  await copy(clear?.id, 20, '2026-03-31T15:59:59.999Z', 'end');
  await copy(finds?.id, 6, '2026-03-05T04:00:00.000Z', 'fnd');
  await sql`
    insert into shown_record (entry, record)
    select e.id, s.record from register_entry e, shown_record s where e.id like 'fnd%' and s.entry = ${finds?.id}`.execute(
    city.gateway.world.db,
  );
});
afterAll(() => city.close());

const copy = async (id: string | undefined, n: number, at: string, name: string) => {
  const { db } = city.gateway.world;
  const row = await db
    .selectFrom('register_entry')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
  const rows = Array.from({ length: n }, (_, i) => ({ ...row, id: `${name}${i}`, occurred_at: at }));
  await db.insertInto('register_entry').values(rows).execute();
};
const ask = (query: string, user = 'zhaoping') => city.call(user, 'GET', `/v1/audit/statistics?${query}`);
const seriesIn = (body: StatisticsAnswer, month: string, statistic: string) =>
  body.months.find((one) => one.month === month)?.series.find((one) => one.statistic === statistic);

it('counts days of Shanghai, and keeps small numbers back with what would tell them', async () => {
  const { status, body } = await ask('from=2026-02&until=2026-03');
  expect(status).toBe(200);
  expect(StatisticsAnswer.parse(body)).toEqual(body);
  expect(seriesIn(body, '2026-02', 'lookups-clear')).toMatchObject({ total: 7, days: { length: 28 } });
  const march = seriesIn(body, '2026-03', 'lookups-clear');
  expect(march?.total).toBe(9 + 3 + 20);
  // Three and many noughts differ and make less than five: the nine goes with them.
  expect(march?.days).toEqual([...Array.from({ length: 30 }, () => null), 20]);
  expect(seriesIn(body, '2026-03', 'exports')).toEqual({
    statistic: 'exports',
    total: null,
    days: Array.from({ length: 31 }, () => null),
  });
  for (const { series } of body.months)
    for (const { total, days } of series) for (const n of [total, ...days]) expect(n === null || n >= 5).toBe(true);
});

it('counts as withheld what is withheld', async () => {
  const { db } = city.gateway.world;
  const march = async () => {
    const { body } = await ask('from=2026-03&until=2026-03');
    return ['lookups-findings', 'lookups-withheld'].map((name) => seriesIn(body, '2026-03', name)?.total);
  };
  expect(await march()).toEqual([6, null]);
  const ended = sql`(select record from shown_record where entry = 'fnd0')`;
  await sql`update credit_record set state = 'repaired' where id in ${ended}`.execute(db);
  expect(await march()).toEqual([null, 6]);
  await sql`update credit_record set state = 'active' where id in ${ended}`.execute(db);
});

it('has no number of a month that runs, from whose growth a day could be told', async () => {
  const month = legalDateOf(new Date().toISOString()).slice(0, 7);
  const { body } = await ask(`from=${month}&until=${month}`);
  expect(body.months).toEqual([{ month, state: 'running', series: [] }]);
});

it('tells auditors how many entries wait for their person to be told, by basis', async () => {
  const { db } = city.gateway.world;
  const delay = (entry: string, basis: string, until: string) => ({ entry, kind: 'delayed' as const, basis, until });
  const rows = [
    ...[0, 1, 2, 3, 4, 5].map((n) => delay(`feb${n}`, '监察', '2099-01-01')),
    ...[0, 1].map((n) => delay(`few${n}`, '<b>少</b>', '2099-01-01')),
    ...[0, 1, 2, 3, 4].map((n) => delay(`end${n}`, '已过', '2026-01-01')),
  ];
  await db.insertInto('entry_visibility').values(rows).execute();
  const { body } = await ask('from=2026-02&until=2026-02');
  expect(body.delayed).toEqual([
    { basis: '<b>少</b>', entries: null },
    { basis: '监察', entries: 6 },
  ]);
  expect((await ask('from=2026-02&until=2026-02', 'kecheng')).body.delayed).toEqual([]);
});

it('is an entry, is for auditors, and is of all that one audits', async () => {
  const { body } = await ask('from=2026-03&until=2026-03');
  expect((await auditors.stored('audit.query')).map(({ id }) => id)).toContain(body.query);
  expect(
    seriesIn((await ask('from=2026-02&until=2026-02', 'kecheng')).body, '2026-02', 'lookups-clear')?.total,
  ).toBeNull();
  expect(seriesIn((await ask('from=2026-02&until=2026-02', 'bureau')).body, '2026-02', 'lookups-clear')?.total).toBe(7);
  expect((await ask('from=2026-02&until=2026-02', 'limin')).body.code).toBe('role-missing');
  for (const query of [
    'from=2026-13&until=2026-13',
    'from=2026-03&until=2026-02',
    'from=2024-01&until=2026-01',
    'from=2026-01',
    'from=2026-01&until=2026-01&organisation=qz-rsj',
    "from=2026-01'&until=2026-01",
  ])
    expect((await ask(query)).body.code, query).toBe('invalid-query');
});
