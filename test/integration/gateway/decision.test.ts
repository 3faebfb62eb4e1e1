import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { type City, caseOf, ORIGIN, openCity, POINT, TOUR } from './city.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

const checked = async (person: TourPerson, caseKey: string) => (await city.check(person, { caseKey })).body;
const decide = (checkId: string, body: object, key?: string) =>
  city.post('limin', `/v1/checks/${checkId}/decision`, body, key);
const step = (decisionId: string, name: string, body: object) =>
  city.post('limin', `/v1/decisions/${decisionId}/${name}`, body);

const asked = (caseKey: string, effect = 'favourable', more: Record<string, string> = {}) => ({
  'x-duecheck-decision-point': 'civil-service-hiring',
  'x-duecheck-effect': effect,
  'x-duecheck-case': caseKey,
  'x-duecheck-method': 'POST',
  'x-duecheck-uri': `/api/candidates/${caseKey}/${effect === 'adverse' ? 'reject' : 'hire'}`,
  ...more,
});

const answerAll = (check: { outcome: { restrictions: { measure: string }[] } }, taken: string | null) =>
  check.outcome.restrictions.map(({ measure }) =>
    measure === taken ? { measure, taken: true } : { measure, taken: false, reason: '不适用于本人情形' },
  );

describe('a favourable decision', () => {
  it('is effective at once, and its receipt passes exactly the request that it is for', async () => {
    const check = await checked(TOUR.a, 'd-1');
    const { status, body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'effective', receipt: { state: 'checked' } });
    const receipt = { 'credit-check-receipt': body.receipt.token };
    expect(body.receipt.token.length).toBeLessThanOrEqual(2048);

    for (const [headers, code] of [
      [asked('other-case', 'favourable', receipt), 'case-mismatch'],
      [asked('d-1', 'adverse', receipt), 'effect-mismatch'],
      [
        { ...asked('d-1', 'favourable', receipt), 'x-duecheck-decision-point': 'title-review' },
        'decision-point-mismatch',
      ],
    ] as const) {
      const refused = await city.authorize(headers);
      expect([refused.status, refused.headers.get('x-duecheck-code')]).toEqual([403, code]);
    }
    const passed = await city.authorize(asked('d-1', 'favourable', receipt));
    expect([passed.status, passed.headers.get('x-duecheck-state')]).toEqual([204, 'checked']);
  });

  it('passes the same request again for ten minutes, since a host may fail, and no other', async () => {
    const check = await checked(TOUR.a, 'd-2');
    const { body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    const receipt = { 'credit-check-receipt': body.receipt.token };
    expect((await city.authorize(asked('d-2', 'favourable', receipt))).status).toBe(204);
    expect((await city.authorize(asked('d-2', 'favourable', receipt))).status).toBe(204);
    const elsewhere = { ...asked('d-2', 'favourable', receipt), 'x-duecheck-uri': '/api/candidates/d-2/hire?again' };
    const used = await city.authorize(elsewhere);
    expect([used.status, used.headers.get('x-duecheck-code')]).toEqual([403, 'already-used']);
    city.shift(11 * 60_000);
    expect((await city.authorize(asked('d-2', 'favourable', receipt))).headers.get('x-duecheck-code')).toBe(
      'already-used',
    );
    city.shift(-11 * 60_000);
  });

  it('lets one of many simultaneous requests with different addresses pass', async () => {
    const check = await checked(TOUR.a, 'd-race');
    const { body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    const headers = asked('d-race', 'favourable', { 'credit-check-receipt': body.receipt.token });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        city.authorize({ ...headers, 'x-duecheck-uri': `/api/candidates/d-race/hire?${i}` }),
      ),
    );
    expect(answers.filter((a) => a.status === 204)).toHaveLength(1);
  });

  it('expires after half an hour', async () => {
    const check = await checked(TOUR.a, 'd-3');
    const { body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    city.shift(31 * 60_000);
    const late = await city.authorize(asked('d-3', 'favourable', { 'credit-check-receipt': body.receipt.token }));
    city.shift(-31 * 60_000);
    expect([late.status, late.headers.get('x-duecheck-code')]).toEqual([403, 'expired']);
  });

  it('can be had anew once it expired unused, while the check is fresh; the old one stays void', async () => {
    const check = await checked(TOUR.a, 'd-renew');
    const { body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    const renew = () => city.post('limin', `/v1/decisions/${body.decisionId}/receipt`, undefined);
    expect((await renew()).body.code).toBe('state-conflict');
    city.shift(31 * 60_000);
    const renewed = await renew();
    expect(renewed.status).toBe(200);
    expect(renewed.body.receipt.token).not.toBe(body.receipt.token);
    const old = await city.authorize(asked('d-renew', 'favourable', { 'credit-check-receipt': body.receipt.token }));
    expect(old.headers.get('x-duecheck-code')).toBe('expired');
    const fresh = await city.authorize(
      asked('d-renew', 'favourable', { 'credit-check-receipt': renewed.body.receipt.token }),
    );
    expect(fresh.status).toBe(204);
    city.shift(31 * 60_000);
    expect((await renew()).body.code).toBe('state-conflict');
    city.shift(-62 * 60_000);
  });

  it('is answered with the same receipt, byte for byte, when it is retried, and is one entry', async () => {
    const check = await checked(TOUR.a, 'd-4');
    const key = randomUUID();
    const request = { effect: 'favourable', reason: '考察合格' };
    const first = await decide(check.checkId, request, key);
    const before = await city.entries();
    const again = await decide(check.checkId, request, key);
    expect(again.body).toEqual(first.body);
    expect(await city.entries()).toBe(before);
    const second = await decide(check.checkId, request);
    expect([second.status, second.body.code]).toEqual([409, 'state-conflict']);
  });

  it('waits for a fresh check', async () => {
    const check = await checked(TOUR.a, 'd-5');
    city.shift(25 * 3_600_000);
    const late = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    city.shift(-25 * 3_600_000);
    expect([late.status, late.body.code]).toEqual([409, 'check-not-fresh']);
  });
});

describe('findings', () => {
  it('want an answer to every restriction on offer, and take none that is not', async () => {
    const check = await checked(TOUR.b, 'f-1');
    const none = await decide(check.checkId, { effect: 'favourable', reason: '理由' });
    expect([none.status, none.body.code]).toEqual([422, 'measures-unanswered']);
    const foreign = await decide(check.checkId, {
      effect: 'adverse',
      measures: [{ measure: 'bar-company-officer', taken: true }],
      reason: '理由',
    });
    expect([foreign.status, foreign.body.code]).toEqual([422, 'measure-not-offered']);
  });

  it('lead to a refusal only after notice, the period to be heard, and a fresh re-check', async () => {
    const check = await checked(TOUR.b, 'f-2');
    const proposed = await decide(check.checkId, {
      effect: 'adverse',
      measures: answerAll(check, 'cancel-hiring'),
      reason: '公务员考试作弊，主管机关已认定',
    });
    expect(proposed.body).toMatchObject({ state: 'proposed', receipt: null });
    const id = proposed.body.decisionId;

    const tooEarly = await step(id, 'effect', { checkId: check.checkId, reason: '生效' });
    expect(tooEarly.body.code).toBe('state-conflict');

    const today = check.legalToday;
    const noticed = await step(id, 'notice', { deliveredOn: today, means: 'in-person' });
    expect(noticed.body.state).toBe('notified');
    const { heardUntil } = noticed.body.hearing;
    expect(heardUntil > today).toBe(true);
    const running = await step(id, 'effect', { checkId: check.checkId, reason: '生效' });
    expect([running.status, running.body.code]).toEqual([409, 'hearing-period-running']);

    const due = await city.call('limin', 'POST', '/v1/due', {
      decisionPoint: 'civil-service-hiring',
      case: { key: 'f-2' },
      origin: ORIGIN,
    });
    expect(due.body.openDecision).toMatchObject({ decisionId: id, state: 'notified', effect: 'adverse', heardUntil });

    // The legal clock moves past the last day, by the operator, as an entry.
    const past = new Date(Date.parse(heardUntil) + 86_400_000).toISOString().slice(0, 10);
    expect((await city.call('limin', 'POST', '/v1/demo/clock', { legalToday: past })).body.code).toBe('role-missing');
    const moved = await city.call('hetao', 'POST', '/v1/demo/clock', { legalToday: past });
    expect(moved.body).toMatchObject({ legalToday: past, moved: true });
    expect((await city.call('hetao', 'POST', '/v1/demo/clock', { legalToday: today })).body.code).toBe(
      'clock-backwards',
    );

    const stale = await step(id, 'effect', { checkId: check.checkId, reason: '生效' });
    expect(stale.body.code).toBe('recheck-required');
    const recheck = await checked(TOUR.b, 'f-2');
    const effective = await step(id, 'effect', { checkId: recheck.checkId, reason: '陈述申辩期满，当事人未提出' });
    expect(effective.body).toMatchObject({ state: 'effective', receipt: { state: 'checked' } });
    const passed = await city.authorize(
      asked('f-2', 'adverse', { 'credit-check-receipt': effective.body.receipt.token }),
    );
    expect(passed.status).toBe(204);
  });

  it('withdraw the decision where the re-check no longer finds the ground', async () => {
    const check = await checked(TOUR.b, 'f-3');
    const proposed = await decide(check.checkId, {
      effect: 'adverse',
      measures: answerAll(check, 'cancel-hiring'),
      reason: '理由',
    });
    const id = proposed.body.decisionId;
    await step(id, 'notice', { deliveredOn: check.legalToday, means: 'post' });
    const early = await step(id, 'hearing', { heardOn: check.legalToday, statement: '本人说明：处理决定已被撤销' });
    expect(early.body.state).toBe('heard');
    // The record's state changes upstream.
    await city.gateway.world.db
      .updateTable('credit_record')
      .set({ state: 'withdrawn' })
      .where(
        'id',
        'in',
        check.outcome.records.map((r: { id: string }) => r.id),
      )
      .execute();
    const recheck = await checked(TOUR.b, 'f-3');
    expect(recheck.outcome.kind).toBe('clear');
    const ended = await step(id, 'effect', { checkId: recheck.checkId, reason: '复核' });
    expect(ended.body).toMatchObject({ state: 'withdrawn', withdrawn: 'ground-gone', receipt: null });
    await city.gateway.world.db
      .updateTable('credit_record')
      .set({ state: 'effective' })
      .where('state', '=', 'withdrawn')
      .where('behaviour', '=', 'civil-exam-cheating')
      .execute();
  });
});

describe('a disputed record alone', () => {
  it('grounds no adverse decision: one must rest on something else, and say so', async () => {
    const check = await checked(TOUR.disputed, 'dis-1');
    const bare = await decide(check.checkId, { effect: 'adverse', reason: '有争议的记录' });
    expect([bare.status, bare.body.code]).toEqual([422, 'ground-required']);
    const elsewhere = await decide(check.checkId, {
      effect: 'adverse',
      reason: '体检不合格',
      ground: 'not-on-credit-records',
    });
    expect(elsewhere.body.state).toBe('proposed');
  });
});

describe('a re-check', () => {
  it('made before the person was heard carries nothing', async () => {
    const check = await checked(TOUR.b, 're-1');
    const proposed = await decide(check.checkId, {
      effect: 'adverse',
      measures: answerAll(check, 'cancel-hiring'),
      reason: '理由',
    });
    const id = proposed.body.decisionId;
    await step(id, 'notice', { deliveredOn: check.legalToday, means: 'post' });
    const early = await checked(TOUR.b, 're-1');
    await step(id, 'hearing', { heardOn: check.legalToday, statement: '无异议' });
    const refused = await step(id, 'effect', { checkId: early.checkId, reason: '生效' });
    expect([refused.status, refused.body.code]).toEqual([409, 'recheck-required']);
  });
});

describe('without findings', () => {
  it('an adverse decision must say that it does not rest on credit records', async () => {
    const check = await checked(TOUR.a, 'n-1');
    const without = await decide(check.checkId, { effect: 'adverse', reason: '体检不合格' });
    expect([without.status, without.body.code]).toEqual([422, 'ground-required']);
    const withGround = await decide(check.checkId, {
      effect: 'adverse',
      reason: '体检不合格',
      ground: 'not-on-credit-records',
    });
    expect(withGround.body).toMatchObject({ state: 'effective', receipt: { state: 'checked' } });
  });

  it('no receipt comes from anything but a decision: a step with a check due gets none without it', async () => {
    const answer = await city.post('limin', '/v1/decisions', {
      decisionPoint: 'civil-service-hiring',
      case: caseOf(TOUR.a, 'n-2'),
      origin: ORIGIN,
      effect: 'favourable',
      because: 'not-due',
      reason: '不需要',
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'state-conflict']);
    const refused = (await city.check(TOUR.mismatch, { caseKey: 'n-3' })).body;
    const onRefused = await decide(refused.checkId, { effect: 'favourable', reason: '理由' });
    expect(onRefused.body.code).toBe('state-conflict');
  });

  it('another office cannot decide, and is told that there is no such check', async () => {
    const check = await checked(TOUR.a, 'n-4');
    for (const user of ['linna', 'zhengwei', 'zhaoping']) {
      const answer = await city.post(user, `/v1/checks/${check.checkId}/decision`, {
        effect: 'favourable',
        reason: '理由',
      });
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('the enforcement point', () => {
  it('gets 401 where nothing was shown, 403 for anything that does not verify, and no other 4xx', async () => {
    const nothing = await city.authorize(asked('x-1'));
    expect([nothing.status, nothing.headers.get('x-duecheck-code')]).toEqual([401, 'no-receipt']);
    const check = await checked(TOUR.a, 'x-2');
    const { body } = await decide(check.checkId, { effect: 'favourable', reason: '考察合格' });
    const token: string = body.receipt.token;
    const bad = ['x', `${token}x`, token.slice(0, -2), 'a.b.c', `${token.split('.')[0]}.e30.AA`];
    for (const value of bad) {
      const answer = await city.authorize(asked('x-2', 'favourable', { 'credit-check-receipt': value }));
      expect(answer.status, value.slice(0, 20)).toBe(403);
    }
    const madeUp = await city.authorize(
      asked('x-2', 'favourable', { 'credit-check-deferral': 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA' }),
    );
    expect(madeUp.status).toBe(403);
  });

  it('must be one: a clerk’s token or a wrong key asks for nobody', async () => {
    for (const key of ['limin', 'w'.repeat(43)]) {
      expect((await city.authorize(asked('x-3'), key)).status).toBe(401);
    }
    expect(POINT.key).toHaveLength(43);
  });
});
