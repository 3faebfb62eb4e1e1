/** Looking back on a case: a lookup like any other, and never a way to what has ended. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import { type Acts, actsIn } from './acts.ts';
import { type City, caseOf, ORIGIN, openCity, TITLES, TOUR } from './city.ts';

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
});
afterEach(() => setRecord({ state: 'effective' }));
afterAll(() => city.close());

const AT = { decisionPoint: 'civil-service-hiring', origin: ORIGIN };
const history = (key: string, user = 'limin', at: object = AT) =>
  city.call(user, 'POST', '/v1/cases/history', { ...at, case: { key } });
const outcomes = async (key: string) =>
  (await history(key)).body.acts.flatMap((act: { outcome?: string }) => act.outcome ?? []);
const setRecord = (to: { state?: string; use_until?: string | null }) =>
  city.gateway.world.db
    .updateTable('credit_record')
    .set(to)
    .where('subject_key', '=', city.gateway.world.index.subject('resident-id', TOUR.b.shown.number))
    .execute();
const entryOf = (id: string) =>
  city.gateway.world.db.selectFrom('register_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the history of a case', () => {
  it('tells what was done, newest first, and of nobody more than a mask', async () => {
    const { id, check } = await acts.propose('hi-1');
    const { status, body } = await history('hi-1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      caseLabel: 'RL-2026-0413',
      acts: [
        { kind: 'decision', step: 'proposed', effect: 'adverse', by: 'caller', decisionId: id, heardUntil: null },
        { kind: 'check', outcome: 'findings', by: 'caller', checkId: check.checkId, refusal: null },
      ],
    });
    const text = JSON.stringify(body);
    const [record] = check.outcome.records;
    for (const never of [
      TOUR.b.shown.number,
      TOUR.b.shown.name,
      record.documentNumber,
      record.id,
      'cancel-hiring',
      '公务员考试作弊',
      'limin',
    ])
      expect(text).not.toContain(never);
  });

  it('is an entry of its own each time, about the person and with the acts that it told of', async () => {
    await acts.checked(TOUR.b, 'hi-2');
    const before = await city.entries();
    const [first, again] = [await history('hi-2'), await history('hi-2')];
    expect(await city.entries()).toBe(before + 2);
    expect(first.body.entry).not.toBe(again.body.entry);
    const entry = await entryOf(again.body.entry);
    expect(entry).toMatchObject({ type: 'record.read', actor_sub: 'limin', decision_point: AT.decisionPoint });
    const check = await entryOf(again.body.acts[0].entry);
    expect([entry.subject_key, entry.case_key]).toEqual([check.subject_key, check.case_key]);
    const told = await city.gateway.world.db
      .transaction()
      .execute((trx) => openEntry(trx, city.gateway.world, again.body.entry, 'person'));
    expect(told).toEqual({ read: 'history', acts: again.body.acts });
  });

  it('says that a colleague did it, and not who', async () => {
    await acts.checked(TOUR.b, 'hi-colleague');
    const { body } = await history('hi-colleague', 'wangjun');
    expect(body.acts).toMatchObject([{ by: 'colleague', outcome: 'findings' }]);
    expect(JSON.stringify(body)).not.toContain('limin');
  });

  it('of a case that nothing was done in is empty, and registered all the same', async () => {
    const before = await city.entries();
    const { body } = await history('hi-none');
    expect(body).toMatchObject({ acts: [], subject: null, caseLabel: null });
    expect(await city.entries()).toBe(before + 1);
  });

  it('names a case: without one there is none', async () => {
    const { status } = await city.call('limin', 'POST', '/v1/cases/history', AT);
    expect(status).toBe(400);
  });

  it('counts against the lookups of the day', async () => {
    await acts.checked(TOUR.a, 'hi-3');
    const limit = (most: number) =>
      city.gateway.world.db
        .insertInto('lookup_limit')
        .values({ organisation: 'qz-rsj', what: 'lookups', most })
        .onConflict((conflict) => conflict.columns(['organisation', 'what']).doUpdateSet({ most }))
        .execute();
    await limit(0);
    const before = await city.entries();
    const refused = await history('hi-3');
    expect([refused.status, refused.body.code]).toEqual([422, 'lookups-exceeded']);
    expect(await city.entries()).toBe(before);
    await limit(600);
    expect((await history('hi-3')).status).toBe(200);
  });
});

describe('what has ended', () => {
  it.each(['repaired', 'withdrawn', 'sealed'])('%s: the result reads withheld', async (state) => {
    await acts.checked(TOUR.b, `he-${state}`);
    expect(await outcomes(`he-${state}`)).toEqual(['findings']);
    await setRecord({ state });
    expect(await outcomes(`he-${state}`)).toEqual(['withheld']);
  });

  it('by its term: the same, without anybody having touched it', async () => {
    await acts.checked(TOUR.b, 'he-term');
    await setRecord({ use_until: '2020-01-01' });
    expect(await outcomes('he-term')).toEqual(['withheld']);
    await setRecord({ use_until: null });
  });

  it('is not betrayed by what stays: a clear result of yesterday is withheld as well', async () => {
    await acts.checked(TOUR.a, 'he-clear');
    expect(await outcomes('he-clear')).toEqual(['clear']);
    city.shift(25 * 3_600_000);
    await expect.poll(() => city.gateway.world.register.lagSeconds()).toBeLessThan(60);
    expect(await outcomes('he-clear')).toEqual(['withheld']);
    city.shift(-25 * 3_600_000);
  });

  it('is named in no entry of the reading, and what was told is: offices lose both together', async () => {
    const check = await acts.checked(TOUR.b, 'he-shown');
    const shown = async (entry: string) =>
      (
        await city.gateway.world.db.selectFrom('shown_record').select('record').where('entry', '=', entry).execute()
      ).map(({ record }) => record);
    expect(await shown((await history('he-shown')).body.entry)).toEqual(
      check.outcome.records.map(({ id }: { id: string }) => id).sort(),
    );
    await setRecord({ state: 'withdrawn' });
    expect(await shown((await history('he-shown')).body.entry)).toEqual([]);
  });

  it('an authorisation that was withdrawn ends what was read under it', async () => {
    const at = { decisionPoint: TITLES.decisionPoint, origin: TITLES.origin };
    const { name, number } = TOUR.b.shown;
    const subject = { kind: 'resident-id', number, name };
    const { legalToday } = (await city.call('', 'GET', '/v1/clock')).body;
    const evidence = { kind: 'paper', digest: 'ab'.repeat(32), givenOn: legalToday };
    const asked = { ...at, subject, from: legalToday, until: legalToday, uses: 3, evidence };
    const authorised = await city.post('limin', '/v1/authorisations', asked);
    const key = 'he-authorised';
    await city.post('limin', '/v1/checks', { ...at, case: { key, label: key }, matter: 'ZC-ENG', subject });
    const told = async () => (await history(key, 'limin', at)).body.acts[0].outcome;
    expect(['clear', 'findings']).toContain(await told());
    await city.post('limin', `/v1/authorisations/${authorised.body.authorisationId}/withdraw`, { reason: '本人撤回' });
    expect(await told()).toBe('withheld');
  });

  it('an erased person is nobody any more, and nothing of them is told', async () => {
    await acts.checked(TOUR.c, 'he-erased');
    const { db } = city.gateway.world;
    const saved = await db
      .selectFrom('credit_check')
      .select(['id', 'key_year'])
      .where('case_key', '=', caseKey('he-erased'))
      .executeTakeFirstOrThrow();
    // The key of another year is as good as none.
    await db.updateTable('credit_check').set({ key_year: 1999 }).where('id', '=', saved.id).execute();
    const { status, body } = await history('he-erased');
    expect(status).toBe(200);
    expect(body).toMatchObject({ subject: null, acts: [{ outcome: 'withheld' }] });
  });
});
const caseKey = (key: string) => city.gateway.world.index.case('qz-rsj', AT.decisionPoint, key);

describe('whose history it is', () => {
  it('another office’s case is not told of, and a role that does not look people up sees none', async () => {
    await acts.checked(TOUR.b, 'hw-1');
    const before = await city.entries();
    for (const user of ['zhaoping', 'sunhao', 'chenfang', 'zhengwei', 'nobody']) {
      const answer = await history('hw-1', user);
      expect([user, answer.status, answer.body.code]).toEqual([user, 403, 'role-missing']);
    }
    const foreign = await history('hw-1', 'limin', {
      decisionPoint: 'household-settlement',
      origin: 'http://settling.localhost:7411',
    });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'role-missing']);
    const unbound = await history('hw-1', 'limin', { ...AT, origin: 'http://elsewhere.test' });
    expect(unbound.body.code).toBe('origin-unbound');
    await acts.withoutRole('limin', async () => expect((await history('hw-1')).status).toBe(403));
    expect(await city.entries()).toBe(before);
  });

  it('the same key at another step is another case', async () => {
    await acts.checked(TOUR.b, 'hw-2');
    const at = { decisionPoint: TITLES.decisionPoint, origin: TITLES.origin };
    expect((await history('hw-2', 'limin', at)).body.acts).toEqual([]);
  });
});

describe('the caller’s own decisions', () => {
  const mine = async (user = 'limin') => (await city.call(user, 'GET', '/v1/decisions')).body.decisions;

  it('are listed with their period and their receipt, and nobody else’s', async () => {
    const open = await acts.propose('ds-1');
    await acts.step(open.id, 'notice', {
      deliveredOn: (await city.call('', 'GET', '/v1/clock')).body.legalToday,
      means: 'in-person',
    });
    const check = await acts.checked(TOUR.a, 'ds-2');
    const { body } = await acts.decide(check.checkId, {
      effect: 'favourable',
      measures: [],
      reason: '符合条件',
    });
    const told = await mine();
    expect(told.find((one: { decisionId: string }) => one.decisionId === open.id)).toMatchObject({
      effect: 'adverse',
      state: 'notified',
      heardUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      receipt: null,
    });
    const hired = () =>
      mine().then((all) => all.find((one: { decisionId: string }) => one.decisionId === body.decisionId));
    expect(await hired()).toMatchObject({ state: 'effective', receipt: { state: 'checked', use: 'unused' } });
    await city.authorize({
      'x-duecheck-decision-point': AT.decisionPoint,
      'x-duecheck-effect': 'favourable',
      'x-duecheck-case': 'ds-2',
      'x-duecheck-method': 'POST',
      'x-duecheck-uri': '/api/candidates/ds-2/hire',
      'credit-check-receipt': body.receipt.token,
    });
    expect(await hired()).toMatchObject({ receipt: { use: 'used' } });
    const text = JSON.stringify(told);
    for (const never of [TOUR.a.shown.number, TOUR.b.shown.name, 'cancel-hiring', '符合条件'])
      expect(text).not.toContain(never);
    // An open one comes first, however many were made since.
    expect(told[0].state).not.toBe('effective');
    expect(await mine('wangjun')).toEqual([]);
    const before = await city.entries();
    await acts.withoutRole('limin', async () => expect(await mine()).toEqual([]));
    expect(await city.entries()).toBe(before);
  });
});

describe('whoever watches a case', () => {
  const watch = (key: string, user = 'limin') =>
    fetch(`${city.url}/v1/cases/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...AT, case: { key } }),
      signal: AbortSignal.timeout(20_000),
    });

  it('is told to look again, and nothing else', async () => {
    const stream = await watch('ev-1');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let heard = '';
    const until = async (what: string) => {
      while (!heard.includes(what)) heard += decoder.decode((await reader.read()).value, { stream: true });
    };
    await until('watching');
    await acts.checked(TOUR.b, 'ev-1');
    await until('event: case');
    await acts.propose('ev-2');
    await until('event: desk');
    expect(heard.replaceAll(/: [a-z ]+\n\n|event: (case|desk)\ndata: look-again\n\n/g, '')).toBe('');
    await reader.cancel();
  });

  it('asks for the same post as everybody', async () => {
    expect((await watch('ev-1', 'zhaoping')).status).toBe(403);
    expect((await watch('ev-1', 'nobody')).status).toBe(403);
  });
});

it('a reading of a case names it as people do', async () => {
  await city.check(TOUR.a, { caseKey: 'hi-label' });
  expect((await history('hi-label')).body.caseLabel).toBe(caseOf(TOUR.a).label);
});
