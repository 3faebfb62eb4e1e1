/** The work on alerts: who sees what, whose step is next, the question to the manager, and that each of it is in the register. */
import { ROUTES, type RouteName } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import { type Answer, type City, ISSUER, openCity, TOUR } from '../gateway/city.ts';
import { type Weeks, weeksIn } from './acts.ts';

let city: City;
let weeks: Weeks;
beforeAll(async () => {
  city = await openCity();
  weeks = weeksIn(city);
  for (const [sub, role, organisation] of [
    ['qian', 'auditor', 'qz'],
    ['kecheng', 'auditor', 'qz-kcq'],
    ['bureau', 'auditor', 'qz-rsj'],
    ['gaj-head', 'manager', 'qz-gaj'],
  ] as const)
    await weeks.give(sub, role, organisation);
  weeks.at(0);
  await weeks.tellCases('real-1');
  for (const [n, person] of [TOUR.a, TOUR.b, TOUR.c].entries()) await weeks.look(person, `nowhere-${n}`);
  weeks.at(40);
  await weeks.review();
});
afterAll(() => city.close());

const queue = (query = '', user = 'zhaoping') => city.call(user, 'GET', `/v1/review/alerts${query}`);
const read = (id: string, user = 'zhaoping') => city.call(user, 'GET', `/v1/review/alerts/${id}`);
const step = (id: string, body: object, user = 'zhaoping') =>
  city.call(user, 'POST', `/v1/review/alerts/${id}/step`, body);
const answer = (id: string, body: object, user = 'chenfang') =>
  city.call(user, 'POST', `/v1/review/alerts/${id}/answer`, body);
const idOf = async (n: number) => (await queue()).body.alerts[n].id as string;
const entryOf = (id: string) =>
  city.gateway.world.db.selectFrom('register_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const holds = (route: RouteName, { status, body }: Answer) => {
  const { answer: shape } = ROUTES[route] as (typeof ROUTES)['check'];
  expect([route, status]).toEqual([route, 200]);
  expect(shape.safeParse(body).data, route).toEqual(body);
};

describe('the queue', () => {
  it('holds each alert once over its pages, what waits longest first, and counts its states', async () => {
    const all = (await queue()).body;
    expect(all.alerts).toHaveLength(3);
    expect(all.counts).toEqual({ open: 3, assigned: 0, asked: 0, answered: 0, found: 0, closed: 0 });
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await queue(`?limit=1${after}`);
      seen.push(...body.alerts.map(({ id }: { id: string }) => id));
      if (body.next === null) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    expect(seen).toEqual(all.alerts.map(({ id }: { id: string }) => id));
    holds('reviewAlerts', await queue());
  });

  it('finds by state, rule, organisation, clerk, day and assignee', async () => {
    const found = async (query: string) => (await queue(query)).body.alerts.length;
    expect(
      await found('?state=open,assigned&rule=no-case&organisation=qz&actor=limin&from=2026-09-02&until=2026-09-02'),
    ).toBe(3);
    for (const query of [
      '?state=closed',
      '?rule=listed',
      '?organisation=qz-gaj',
      '?actor=wangjun',
      '?from=2026-09-03',
      '?until=2026-09-01',
      '?assignee=me',
    ])
      expect(await found(query), query).toBe(0);
    expect(await found('?assignee=nobody')).toBe(3);
    expect((await queue('?state=odd')).body.code).toBe('invalid-query');
  });

  it('is an auditor’s, of the own node and below, and not about own acts', async () => {
    for (const user of ['limin', 'chenfang', 'sunhao', 'nobody'])
      expect((await queue('', user)).body.code, user).toBe('role-missing');
    expect((await queue('', 'kecheng')).body.alerts).toEqual([]);
    expect((await queue('', 'bureau')).body.alerts).toHaveLength(3);
    const id = await idOf(0);
    expect((await read(id, 'kecheng')).body.code).toBe('not-found');
    expect((await queue('?organisation=qz-rsj', 'kecheng')).body.code).toBe('role-missing');
    // Who changed posts: audits now what was a colleague's, and the own look-ups.
    await city.gateway.world.db.deleteFrom('role_assignment').where('sub', '=', 'limin').execute();
    await weeks.give('limin', 'auditor', 'qz');
    expect((await queue('', 'limin')).body.alerts).toEqual([]);
    expect((await read(id, 'limin')).body.code).toBe('own-acts');
    expect((await step(id, { step: 'assign', revision: 0 }, 'limin')).body.code).toBe('own-acts');
    expect((await step(id, { step: 'assign', revision: 0, to: { iss: ISSUER, sub: 'limin' } })).body.code).toBe(
      'own-acts',
    );
  });

  it('is an entry before it is answered, filters and all', async () => {
    const { body } = await queue('?rule=no-case');
    const row = await entryOf(body.query);
    expect(row).toMatchObject({ type: 'audit.query', actor_sub: 'zhaoping', role: 'auditor' });
    const { world } = city.gateway;
    const content = await world.db.transaction().execute((trx) => openEntry(trx, world, body.query, 'office'));
    expect(content).toMatchObject({ route: 'reviewAlerts', asked: { rule: 'no-case' } });
  });
});

describe('an alert', () => {
  it('says why in a sentence with its own numbers, links its entries, and tells of no record and no person', async () => {
    const answered = await read(await idOf(0));
    holds('reviewAlert', answered);
    const { alert, entries, may, raised } = answered.body;
    expect(alert.says.zh).toBe('10:00 的一次查询：业务系统的案件清单里没有该案件；期限内没有作出决定。');
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ type: 'check.intent', columns: { actor: { sub: 'limin' } } });
    expect(may).toEqual(['assign']);
    expect((await entryOf(raised)).type).toBe('alert.raised');
    const text = JSON.stringify(answered.body);
    for (const person of [TOUR.a, TOUR.b, TOUR.c])
      for (const word of [person.shown.number, person.shown.name]) expect(text).not.toContain(word);
  });

  it('goes from an auditor to the manager and back, is found, closed and opened again, each step an entry', async () => {
    const id = await idOf(0);
    expect((await step(id, { step: 'ask', revision: 0, reason: '？' })).body.code).toBe('alert-changed');
    const assigned = await step(id, { step: 'assign', revision: 0 });
    holds('stepAlert', assigned);
    expect(assigned.body.alert).toMatchObject({ state: 'assigned', revision: 1, assignee: { sub: 'zhaoping' } });
    expect(assigned.body.may).toEqual(['assign', 'ask', 'find']);
    // Another auditor may take it over, and nothing else.
    expect((await read(id, 'qian')).body.may).toEqual(['assign']);
    expect((await step(id, { step: 'ask', revision: 1, reason: '为何' }, 'qian')).body.code).toBe('alert-changed');
    expect((await step(id, { step: 'close', revision: 1 })).body.code).toBe('alert-changed');
    await step(id, { step: 'ask', revision: 1, reason: '该案件是否存在？' });

    const { body: questions } = await city.call('chenfang', 'GET', '/v1/review/questions');
    expect(questions.questions).toHaveLength(1);
    expect(questions.questions[0]).toMatchObject({
      alert: id,
      revision: 2,
      question: '该案件是否存在？',
      actor: { sub: 'limin' },
    });
    expect((await answer(id, { revision: 1, answer: '旧' })).body.code).toBe('alert-changed');
    holds('answerQuestion', await answer(id, { revision: 2, answer: '案号录入有误，系统内为另一号' }));

    const found = await step(id, { step: 'find', revision: 3, finding: 'closed-without-finding', reason: '已说明' });
    expect(found.body.alert).toMatchObject({ state: 'found', finding: 'closed-without-finding' });
    await step(id, { step: 'close', revision: 4 });
    expect((await queue('?state=closed')).body.alerts).toHaveLength(1);
    const reopened = await step(id, { step: 'reopen', revision: 5, reason: '又有新情况' }, 'qian');
    expect(reopened.body.alert).toMatchObject({ state: 'assigned', finding: null, assignee: { sub: 'qian' } });

    const { acts } = reopened.body;
    expect(acts.map((act: { step: string }) => act.step)).toEqual([
      'assign',
      'ask',
      'answer',
      'find',
      'close',
      'reopen',
    ]);
    expect(acts.map((act: { words: string | null }) => act.words)).toEqual([
      null,
      '该案件是否存在？',
      '案号录入有误，系统内为另一号',
      '已说明',
      null,
      '又有新情况',
    ]);
    const types = await Promise.all(acts.map(async ({ entry }: { entry: string }) => (await entryOf(entry)).type));
    expect(types).toEqual([
      'alert.assigned',
      'alert.asked',
      'alert.answered',
      'alert.found',
      'alert.closed',
      'alert.reopened',
    ]);
  });

  it('takes one of two steps that come at once', async () => {
    const id = await idOf(1);
    const both = await Promise.all([
      step(id, { step: 'assign', revision: 0 }),
      step(id, { step: 'assign', revision: 0 }, 'qian'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('goes to an auditor of that organisation only, and wants a reason where it says something', async () => {
    const id = await idOf(2);
    await weeks.give('torn', 'auditor', 'qz');
    await weeks.give('torn', 'clerk', 'qz-gaj');
    const { auditors } = (await read(id)).body;
    expect(auditors.map(({ sub }: { sub: string }) => sub)).toEqual(['bureau', 'qian', 'zhaoping']);
    const to = (sub: string) => step(id, { step: 'assign', revision: 0, to: { iss: ISSUER, sub } });
    for (const sub of ['kecheng', 'torn']) expect((await to(sub)).body.code, sub).toBe('role-missing');
    expect((await to('chenfang')).body.code).toBe('role-missing');
    expect((await to('bureau')).body.alert).toMatchObject({ assignee: { sub: 'bureau' } });
    expect((await step(id, { step: 'find', revision: 1, finding: 'referred' }, 'bureau')).body.code).toBe(
      'invalid-body',
    );
  });

  it('is not answered where its step cannot be registered, and stays as it was', async () => {
    const id = await idOf(2);
    const { db } = city.gateway.world;
    await sql`alter table register_pending add constraint never check (appended_at is null) not valid`.execute(db);
    const refused = await step(id, { step: 'find', revision: 1, finding: 'referred', reason: '移送' }, 'bureau');
    await sql`alter table register_pending drop constraint never`.execute(db);
    expect(refused.status).toBe(500);
    expect((await read(id)).body.alert).toMatchObject({ state: 'assigned', revision: 1 });
  });
});

describe('a manager', () => {
  it('reads questions about own clerks alone: times, steps and cases, no result and no person', async () => {
    const id = await idOf(2);
    await step(id, { step: 'ask', revision: 1, reason: '请说明' }, 'bureau');
    const told = await city.call('chenfang', 'GET', '/v1/review/questions');
    holds('reviewQuestions', told);
    const question = told.body.questions.find(({ alert }: { alert: string }) => alert === id);
    expect(Object.keys(question.acts[0]).sort()).toEqual([
      'caseLabel',
      'decisionPoint',
      'entry',
      'occurredAt',
      'round',
    ]);
    expect(question.acts[0].caseLabel).toMatch(/^RL-2026-/);
    for (const person of [TOUR.a, TOUR.b, TOUR.c]) expect(JSON.stringify(told.body)).not.toContain(person.shown.name);
    expect(await entryOf(told.body.query)).toMatchObject({
      type: 'audit.query',
      role: 'manager',
      actor_sub: 'chenfang',
    });
    expect((await city.call('gaj-head', 'GET', '/v1/review/questions')).body.questions).toEqual([]);
    expect((await answer(id, { revision: 2, answer: '…' }, 'gaj-head')).body.code).toBe('not-found');
    for (const user of ['zhaoping', 'sunhao', 'wangjun'])
      expect((await answer(id, { revision: 2, answer: '…' }, user)).body.code, user).toBe('role-missing');
    await weeks.give('bureau', 'manager', 'qz-rsj');
    expect((await answer(id, { revision: 2, answer: '…' }, 'bureau')).body.code).toBe('same-person');
  });
});
