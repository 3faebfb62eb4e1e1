/** Rosters and the list of persons: keyed as they are read, the file is the list, and what rules make of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReviewRules, SHIPPED_RULES } from '../../../core/review/index.ts';
import { parseCivilDate } from '../../../core/time/index.ts';
import { loadActs } from '../../../gateway/review/load-acts.ts';
import { duecheck } from '../../unit/binding/run-duecheck.ts';
import { type City, ISSUER, openCity, TOUR } from '../gateway/city.ts';
import { type Weeks, weeksIn } from './acts.ts';

let city: City;
let weeks: Weeks;
let folder: string;
beforeAll(async () => {
  city = await openCity();
  weeks = weeksIn(city);
  folder = mkdtempSync(join(tmpdir(), 'duecheck-lists-'));
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

const take = async (type: string, text: string) => {
  const file = join(folder, `${type}.csv`);
  writeFileSync(file, text);
  return duecheck('import', file, '--type', type, '--organisation', 'qz-rsj', ...city.settings);
};
const row = ({ shown }: (typeof TOUR)['a'], account = '') => `${shown.name},${shown.number},${account}\n`;
const HEADER = '姓名,身份证号,账号\n';
const staff = () => city.gateway.world.db.selectFrom('review_staff').selectAll().execute();

describe('a roster', () => {
  it('is kept as keys, replaced by the next file, and told in an entry', async () => {
    const first = await take('roster', HEADER + row(TOUR.a) + row(TOUR.b, 'limin') + row(TOUR.a));
    expect(JSON.parse(first.lines[0] ?? '')).toEqual({ rows: 3, taken: 2, repeated: 1, refused: 0 });
    const kept = JSON.stringify(await staff());
    for (const { shown } of [TOUR.a, TOUR.b]) {
      expect(kept).not.toContain(shown.number);
      expect(kept).not.toContain(shown.name);
    }
    await take('roster', HEADER + row(TOUR.b, 'limin'));
    expect((await staff()).map(({ sub }) => sub)).toEqual(['limin']);
    const { db } = city.gateway.world;
    const { rows } = await sql`select id from register_entry where type = 'import' and organisation = 'qz-rsj'`.execute(
      db,
    );
    expect(rows).toHaveLength(2);
  });

  it('stays as it is where nothing of a file can be read, and says which rows it does not take', async () => {
    expect((await take('roster', '甲,乙\n一,二\n')).code).not.toBe(0);
    expect(await staff()).toHaveLength(1);
    const told = await take('roster', `${HEADER}${row(TOUR.b, 'limin')}某人,123,\n`);
    expect([told.code, JSON.parse(told.lines[0] ?? '').refused]).toEqual([2, 1]);
    expect(told.errors).toContain(':3: subject-invalid');
  });
});

describe('rules', () => {
  it('know colleague, surname and listed persons by equal keys', async () => {
    await take('roster', HEADER + row(TOUR.a) + row(TOUR.b, 'limin'));
    await take('listed', `姓名,证件号码\n${TOUR.c.shown.name},${TOUR.c.shown.number}\n`);
    weeks.at(0);
    await weeks.look(TOUR.a, 'one');
    await weeks.look(TOUR.b, 'two');
    await weeks.look(TOUR.c, 'three');
    const { world } = city.gateway;
    const doer = { iss: ISSUER, sub: 'limin', organisation: 'qz-rsj' };
    const day = parseCivilDate('2026-09-02');
    const acts = await loadActs(world.db, world, doer, { from: day, until: day });
    const own = TOUR.b.shown.name.slice(0, 1);
    expect(acts.map(({ colleague, listed }) => ({ colleague, listed }))).toEqual([
      { colleague: true, listed: false },
      { colleague: true, listed: false },
      { colleague: false, listed: true },
    ]);
    expect(acts.map(({ sameSurname }) => sameSurname)).toEqual(
      [TOUR.a, TOUR.b, TOUR.c].map(({ shown }) => shown.name.startsWith(own)),
    );
    weeks.at(2);
    await weeks.review();
    expect((await weeks.alerts()).map(({ rule }) => rule)).toEqual(['listed']);
  });

  it('are changed by one of the office and published by another, each an entry; versions stay', async () => {
    const rules: ReviewRules = SHIPPED_RULES.map((rule) => (rule.id === 'listed' ? { ...rule, state: 'off' } : rule));
    const propose = (user: string, body: object = { rules, reason: '试行' }) =>
      city.post(user, '/v1/review/rules', body);
    const step = (version: number, body: object, user: string) =>
      city.call(user, 'POST', `/v1/review/rules/${version}/step`, body);
    for (const user of ['zhaoping', 'limin', 'chenfang'])
      expect((await propose(user)).body.code, user).toBe('role-missing');
    const nul = rules.map((rule) => ({ ...rule, title: { zh: '\0', en: '\ud800' } }));
    for (const odd of [[...rules, ...rules], nul, []])
      expect((await propose('sunhao', { rules: odd, reason: '…' })).body.code).toBe('invalid-body');
    const proposed = (await propose('sunhao')).body;
    expect(proposed).toMatchObject({
      inForce: 1,
      versions: [
        { version: 2, state: 'proposed' },
        { version: 1, state: 'shipped' },
      ],
    });
    expect((await step(2, { step: 'publish' }, 'sunhao')).body.code).toBe('same-person');
    expect((await step(2, { step: 'withdraw' }, 'luyan')).body.code).toBe('role-missing');
    expect((await step(2, { step: 'return' }, 'luyan')).body.code).toBe('invalid-body');
    expect((await step(2, { step: 'publish' }, 'luyan')).body).toMatchObject({ inForce: 2 });
    expect((await step(2, { step: 'return', reason: '晚了' }, 'luyan')).body.code).toBe('draft-changed');
    const { body } = await city.call('zhaoping', 'GET', '/v1/review/rules');
    expect(body.versions.map(({ state }: { state: string }) => state)).toEqual(['published', 'past']);
    expect(body.versions[0]).toMatchObject({
      reason: '试行',
      proposedBy: { sub: 'sunhao' },
      decidedBy: { sub: 'luyan' },
    });
    const { rows } = await sql<{ type: string }>`
      select type from register_entry where type like 'review-rules.%' order by id`.execute(city.gateway.world.db);
    expect(rows.map(({ type }) => type)).toEqual(['review-rules.proposed', 'review-rules.published']);
    weeks.at(3);
    await weeks.look(TOUR.c, 'four');
    weeks.at(5);
    await weeks.review();
    expect((await weeks.alerts()).map(({ day }) => day)).toEqual(['2026-09-02']);
  });

  it('are tried on past days: the same as was raised, and nothing is raised by it', async () => {
    const before = await weeks.alerts();
    const attempt = (user: string, more: object = {}) =>
      city.call(user, 'POST', '/v1/review/rules/try', {
        ...{ rules: SHIPPED_RULES, from: '2026-09-01', until: '2026-09-10' },
        ...more,
      });
    const { body } = await attempt('sunhao');
    const listed = body.rules.find(({ rule }: { rule: string }) => rule === 'listed');
    expect(body).toMatchObject({ acts: 4, entries: 2 });
    expect(listed).toMatchObject({ alerts: 2, entries: 2, first: [{ day: '2026-09-02' }, { day: '2026-09-05' }] });
    expect(JSON.stringify(body)).not.toContain('limin');
    expect(await weeks.alerts()).toEqual(before);
    const row = await city.gateway.world.db
      .selectFrom('register_entry')
      .select(['type', 'role', 'actor_sub'])
      .where('id', '=', body.query)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ type: 'audit.query', role: 'office', actor_sub: 'sunhao' });
    expect((await attempt('zhaoping', { organisation: 'qz-gaj' })).body).toMatchObject({ acts: 0, entries: 0 });
    expect((await attempt('limin')).body.code).toBe('role-missing');
    expect((await attempt('sunhao', { until: '2027-09-10' })).body.code).toBe('invalid-body');
  });
});
