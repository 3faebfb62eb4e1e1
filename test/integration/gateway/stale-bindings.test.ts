/** A page changed under its binding: who may say so, what is kept of it, who reads it, and when it is over. */
import type { Binding } from '@duecheck/core/binding';
import { StaleBindingsAnswer } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { CAPABILITIES } from '../../../gateway/api/index.ts';
import { createServer } from '../../../gateway/http/server.ts';
import { forgetStale } from '../../../gateway/lists/forget-stale.ts';
import { type City, ISSUER, ORIGIN, openCity, SETTLING, TITLES } from './city.ts';

const DAY = 86_400_000;
const HIRING = hiringBinding(ORIGIN);
/** Of a bureau below another district, on the same system. */
const DISTRICT: Binding = {
  ...hiringBinding('http://district.localhost:7420'),
  id: 'qz-kcq-rsj-hiring',
  organisation: 'qz-kcq-rsj',
};
const OFF: Binding = { ...hiringBinding('http://off.localhost:7421'), id: 'qz-rsj-off', disabled: true };
const LISTED = [HIRING, SETTLING, TITLES, DISTRICT, OFF];

let city: City;
beforeAll(async () => {
  city = await openCity({ bindings: [DISTRICT, OFF] });
  const post = { iss: ISSUER, decision_points: null, valid_from: '2026-01-01', valid_until: null };
  await city.gateway.world.db
    .insertInto('role_assignment')
    .values([
      { ...post, sub: 'above', organisation: 'qz-kcq', role: 'reviewer' },
      { ...post, sub: 'district-manager', organisation: 'qz-kcq', role: 'manager' },
      { ...post, sub: 'both', organisation: 'qz-rsj', role: 'clerk' },
      { ...post, sub: 'both', organisation: 'qz-rsj', role: 'auditor' },
      { ...post, sub: 'titles-auditor', organisation: 'qz', role: 'auditor', decision_points: ['title-review'] },
    ])
    .execute();
});
afterAll(() => city.close());

const said = ({ id, version, origin }: Binding, parts: readonly unknown[] = ['number'], more: object = {}) => ({
  ...{ binding: id, version, origin, parts, ...more },
});
const report = (user: string, body: object) => city.call(user, 'POST', '/v1/bindings/stale', body);
const code = async (user: string, body: object) => {
  const { status, body: problem } = await report(user, body);
  return [status, problem.code];
};
const list = async (user = 'sunhao') => {
  const { status, body } = await city.call(user, 'GET', '/v1/bindings/stale');
  expect([status, StaleBindingsAnswer.safeParse(body).error?.issues]).toEqual([200, undefined]);
  return (body as StaleBindingsAnswer).bindings;
};
const listed = async ({ id, version, origin }: Binding) =>
  (await list()).find((one) => one.binding === id && one.version === version && one.origin === origin);
const rows = async () =>
  Number(
    (await city.gateway.world.db.selectFrom('stale_binding_report').select(sql`count(*)`.as('n')).execute())[0]?.n,
  );

describe('a report of a stale binding', () => {
  it('says which binding, by the signed list’s own words, what is missing, and since when', async () => {
    const entries = await city.entries();
    const { status, body } = await report('limin', said(HIRING, ['number']));
    expect([status, body]).toEqual([204, '']);
    const one = await listed(HIRING);
    expect(one).toEqual({
      ...{ binding: HIRING.id, version: 1, organisation: 'qz-rsj', origin: ORIGIN, title: HIRING.title },
      ...{ parts: ['number'], clerks: 1, state: 'open', firstAt: one?.firstAt, lastAt: one?.firstAt },
    });
    // It is no lookup and names nobody.
    expect(await city.entries()).toBe(entries);
  });

  it('of the same clerk is one, whatever it says next; its parts are put together', async () => {
    const [before, kept] = [await listed(HIRING), await rows()];
    city.shift(1000);
    for (const parts of [['name', 'case'], ['name'], ['request', 'name']])
      expect((await report('limin', said(HIRING, parts))).status).toBe(204);
    const after = await listed(HIRING);
    expect(after).toMatchObject({ clerks: 1, parts: ['case', 'number', 'name', 'request'], firstAt: before?.firstAt });
    expect(Date.parse(after?.lastAt as string)).toBeGreaterThanOrEqual(Date.parse(before?.lastAt as string) + 1000);
    expect(await rows()).toBe(kept);
  });

  it('of many at once is one of each', async () => {
    const users = ['limin', 'wangjun', 'limin', 'wangjun', 'limin', 'wangjun'];
    const answers = await Promise.all(users.map((user) => report(user, said(HIRING, ['name', 'number']))));
    expect(answers.map(({ status }) => status)).toEqual(users.map(() => 204));
    expect(await listed(HIRING)).toMatchObject({ clerks: 2 });
  });

  it('comes from a post at the organ or above it', async () => {
    for (const user of ['zhengwei', 'above']) expect((await report(user, said(DISTRICT))).status).toBe(204);
    expect(await listed(DISTRICT)).toMatchObject({ organisation: 'qz-kcq-rsj', clerks: 2 });
  });

  it.each([
    ['a clerk of another organ', 'wugang', said(HIRING)],
    ['a clerk below', 'zhengwei', said(HIRING)],
    ['a clerk of another step', 'wangjun', said(TITLES)],
    ['a manager', 'chenfang', said(HIRING)],
    ['the office', 'sunhao', said(HIRING)],
    ['roles that exclude each other', 'both', said(HIRING)],
    ['nobody known', 'nobody', said(HIRING)],
  ])('is not taken from %s', async (_who, user, body) => {
    const kept = await rows();
    expect(await code(user, body)).toEqual([403, 'role-missing']);
    expect(await rows()).toBe(kept);
  });

  it.each([
    ['is not listed', said({ ...HIRING, id: 'qz-rsj-made-up' })],
    ['is listed for another origin', said({ ...HIRING, origin: DISTRICT.origin })],
    ['is listed in an older version only', said({ ...HIRING, version: 2 })],
    ['is switched off', said(OFF)],
  ])('is not taken where the binding %s', async (_what, body) => {
    const kept = await rows();
    expect(await code('limin', body)).toEqual([403, 'origin-unbound']);
    expect(await rows()).toBe(kept);
  });

  it.each([
    ['no part', said(HIRING, []), 'invalid-body'],
    ['a part twice', said(HIRING, ['name', 'name']), 'invalid-body'],
    ['a part that there is not', said(HIRING, ['matter']), 'invalid-body'],
    ['version 0', said({ ...HIRING, version: 0 }), 'invalid-body'],
    ['a case', said(HIRING, ['name'], { case: { key: '91', label: '91' } }), 'unknown-field'],
    ['what the page showed', said(HIRING, ['name'], { shown: '张三' }), 'unknown-field'],
  ])('is refused with %s', async (_what, body, problem) => {
    expect(await code('limin', body)).toEqual([400, problem]);
  });

  it('keeps no clerk in clear, nor one that two bindings could be joined by', async () => {
    await report('limin', said(TITLES));
    const { db } = city.gateway.world;
    const kept = await db.selectFrom('stale_binding_report').selectAll().execute();
    const text = (
      await sql<{ row: string }>`
        select row_to_json(r)::text || encode(r.clerk, 'escape') as row from stale_binding_report r
        union all select row_to_json(s)::text from stale_binding s`.execute(db)
    ).rows.join('');
    for (const who of ['limin', 'wangjun', 'zhengwei', ISSUER]) expect(text).not.toContain(who);
    const clerks = kept.map(({ clerk }) => Buffer.from(clerk).toString('hex'));
    expect(new Set(clerks).size).toBe(5);
    expect(clerks.every((clerk) => clerk.length === 64)).toBe(true);
  });

  it('is a line of the log once, at warn, and names nobody', async () => {
    const lines: string[] = [];
    const logger = { level: 'info', stream: { write: (line: string) => lines.push(line) } };
    const app = await createServer(city.gateway.world, CAPABILITIES, { logger });
    const headers = { authorization: 'Bearer wugang' };
    for (const payload of [said(SETTLING), said(SETTLING), said(SETTLING, ['case'])])
      expect((await app.inject({ method: 'POST', url: '/v1/bindings/stale', headers, payload })).statusCode).toBe(204);
    await app.close();
    const warned = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
    expect(warned).toHaveLength(1);
    expect(warned[0]).toMatchObject({
      ...{ binding: SETTLING.id, version: 1, organisation: 'qz-gaj', origin: SETTLING.origin },
      ...{ parts: ['number'], msg: 'binding stale' },
    });
    expect(lines.join('')).not.toContain('wugang');
  });
});

describe('the list of stale bindings', () => {
  const ids = async (user: string) => (await list(user)).map(({ binding }) => binding);

  it('is told by scope, the last reported first', async () => {
    const all = [SETTLING.id, TITLES.id, DISTRICT.id, HIRING.id];
    expect(await ids('sunhao')).toEqual(all);
    expect(await ids('zhaoping')).toEqual(all);
    expect(await ids('chenfang')).toEqual([TITLES.id, HIRING.id]);
    expect(await ids('district-manager')).toEqual([DISTRICT.id]);
    expect(await ids('titles-auditor')).toEqual([TITLES.id]);
    await report('limin', said(HIRING));
    expect((await ids('sunhao'))[0]).toBe(HIRING.id);
  });

  it('is for those who have it mended and those who watch', async () => {
    for (const user of ['limin', 'wangjun', 'hetao', 'person', 'both', 'nobody'])
      expect((await city.call(user, 'GET', '/v1/bindings/stale')).body.code).toBe('role-missing');
  });
});

describe('a binding that was mended', () => {
  const mended = { ...HIRING, version: 2 };
  const states = async () => Object.fromEntries((await list()).map((one) => [one.binding, one.state]));

  it('supersedes what was reported, and so does one that is gone, moved or switched off', async () => {
    await city.publish([mended, { ...TITLES, disabled: true }, { ...DISTRICT, origin: 'http://moved.localhost:7422' }]);
    expect(await states()).toEqual({
      [HIRING.id]: 'superseded',
      [TITLES.id]: 'superseded',
      [DISTRICT.id]: 'superseded',
      [SETTLING.id]: 'superseded',
    });
  });

  it('takes a late report of the old version and keeps nothing: there is nothing left to mend', async () => {
    const [before, kept] = [await list(), await rows()];
    expect((await report('limin', said(HIRING, ['case']))).status).toBe(204);
    expect([await list(), await rows()]).toEqual([before, kept]);
    expect(await code('wugang', said(HIRING))).toEqual([403, 'role-missing']);
  });

  it('is stale again under its new version, apart from the old one', async () => {
    expect((await report('wangjun', said(mended, ['name']))).status).toBe(204);
    expect(await listed(mended)).toMatchObject({ version: 2, parts: ['name'], clerks: 1, state: 'open' });
    expect(await listed(HIRING)).toMatchObject({ version: 1, clerks: 2, state: 'superseded' });
  });

  it('is forgotten ninety days after its last report; one that nobody mended is not', async () => {
    city.shift(89 * DAY);
    const before = await list();
    await forgetStale(city.gateway.world);
    expect(await list()).toEqual(before);
    city.shift(2 * DAY);
    await forgetStale(city.gateway.world);
    expect((await list()).map(({ binding, version }) => [binding, version])).toEqual([[HIRING.id, 2]]);
    expect(await rows()).toBe(1);
    city.shift(-91 * DAY);
  });

  it('that comes back as it was is as it was', async () => {
    await city.publish(LISTED);
    expect(await listed(mended)).toMatchObject({ state: 'superseded' });
    expect((await report('limin', said(HIRING))).status).toBe(204);
    expect(await listed(HIRING)).toMatchObject({ clerks: 1, state: 'open' });
  });
});
