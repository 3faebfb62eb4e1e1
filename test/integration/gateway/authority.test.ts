/** What a lookup may rest on beside a duty: the person's word, a second person, and how much a day. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { CADRE, type City, ISSUER, openCity, SETTLING, TOUR } from './city.ts';

let city: City;
let today: string;
beforeAll(async () => {
  city = await openCity();
  today = (await city.call('', 'GET', '/v1/clock')).body.legalToday;
  const give = (sub: string, role: string) =>
    city.gateway.world.db
      .insertInto('role_assignment')
      .values({
        iss: ISSUER,
        sub,
        organisation: 'qz-rsj',
        role,
        decision_points: [CADRE.decisionPoint],
        valid_from: '2026-01-01',
        valid_until: null,
      })
      .execute();
  await give('cadre-clerk', 'clerk');
  await give('cadre-reviewer', 'reviewer');
});
afterAll(() => city.close());

const subjectOf = ({ shown }: TourPerson) => ({ kind: 'resident-id', number: shown.number, name: shown.name });
const later = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

const check = (binding: typeof SETTLING, user: string, person: TourPerson, key: string) =>
  city.post(user, '/v1/checks', {
    decisionPoint: binding.decisionPoint,
    case: { key, label: key },
    subject: subjectOf(person),
    origin: binding.origin,
  });
const settle = (person: TourPerson, key: string) => check(SETTLING, 'wugang', person, key);

const authorisation = (person: TourPerson, more: object = {}, at = SETTLING) => ({
  decisionPoint: at.decisionPoint,
  origin: at.origin,
  subject: subjectOf(person),
  from: today,
  until: later(30),
  uses: 2,
  evidence: { kind: 'paper', digest: createHash('sha256').update('signed').digest('hex'), givenOn: today },
  ...more,
});
const authorise = (body: object, user = 'wugang') => city.post(user, '/v1/authorisations', body);
const lastEntry = async (type: string) =>
  city.gateway.world.db
    .selectFrom('register_entry')
    .selectAll()
    .where('type', '=', type)
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

describe('a row without a confirmed duty', () => {
  it('looks nobody up without the person’s authorisation, registers that, and never holds the step', async () => {
    const { body } = await settle(TOUR.a, 's-1');
    expect(body.outcome).toEqual({ kind: 'refused', reason: 'no-authorisation', holds: false });
    expect((await lastEntry('check.refused')).outcome_class).toBe('refused');
  });

  it('looks up under an authorisation, as often as it says and no more', async () => {
    const given = await authorise(authorisation(TOUR.c));
    expect(given.body).toMatchObject({ state: 'live', uses: { made: 0, of: 2 } });
    expect(given.body.subject.number).not.toBe(TOUR.c.shown.number);
    expect((await settle(TOUR.c, 's-2')).body.outcome.kind).toBe('clear');
    expect((await settle(TOUR.c, 's-2')).body.outcome.kind).toBe('clear');
    expect((await settle(TOUR.c, 's-2')).body.outcome.reason).toBe('no-authorisation');
    const { body } = await city.call('wugang', 'GET', `/v1/authorisations/${given.body.authorisationId}`);
    expect(body).toMatchObject({ state: 'used-up', uses: { made: 2, of: 2 } });
  });

  it('takes one last use of ten lookups at once', async () => {
    await authorise(authorisation(TOUR.disputed, { uses: 1 }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => settle(TOUR.disputed, 's-10')));
    expect(answers.filter(({ body }) => body.outcome.kind !== 'refused')).toHaveLength(1);
  });

  it('counts a replay as the same use', async () => {
    await authorise(authorisation(TOUR.repaired, { uses: 1 }));
    const body = { decisionPoint: SETTLING.decisionPoint, case: { key: 's-3', label: 's-3' } };
    const sent = { ...body, subject: subjectOf(TOUR.repaired), origin: SETTLING.origin };
    const first = await city.post('wugang', '/v1/checks', sent, 'replayed-0001');
    const second = await city.post('wugang', '/v1/checks', sent, 'replayed-0001');
    expect([first.body.outcome.kind, second.body.outcome.kind]).toEqual(['clear', 'clear']);
  });

  it('ends with the withdrawal at once, and what was looked at carries no decision any more', async () => {
    const { body: given } = await authorise(authorisation(TOUR.a));
    const { body: checked } = await settle(TOUR.a, 's-4');
    expect(checked.outcome.kind).toBe('clear');
    const path = `/v1/authorisations/${given.authorisationId}/withdraw`;
    const withdrawn = await city.post('wugang', path, { reason: '本人要求撤回' });
    expect(withdrawn.body.state).toBe('withdrawn');
    expect((await settle(TOUR.a, 's-4')).body.outcome.reason).toBe('no-authorisation');
    const decided = await city.post('wugang', `/v1/checks/${checked.checkId}/decision`, {
      effect: 'favourable',
      reason: '准予落户',
    });
    expect([decided.status, decided.body.code]).toEqual([409, 'check-not-fresh']);
    const entry = await lastEntry('authorisation.withdrawn');
    expect(entry.subject_key).not.toBeNull();
    const again = await city.post('wugang', path, { reason: '再次' });
    expect(again.body.code).toBe('state-conflict');
  });

  it.each([
    ['over a year', { until: '2099-12-31' }, 'invalid-body'],
    ['already over', { from: '2026-01-01', until: '2026-01-02', evidence: undefined }, 'invalid-body'],
    ['categories that the row never sees', { categories: ['criminal-judgment'] }, 'categories-not-of-row'],
    [
      'no digest of what was signed',
      { evidence: { kind: 'paper', digest: 'x', givenOn: '2026-01-01' } },
      'invalid-body',
    ],
    ['no uses', { uses: 0 }, 'invalid-body'],
  ])('takes no authorisation with %s', async (_, wrong, code) => {
    const before = await city.entries();
    expect((await authorise(authorisation(TOUR.a, wrong))).body.code).toBe(code);
    expect(await city.entries()).toBe(before);
  });

  it('takes none where a duty is there: nothing is to be signed then', async () => {
    const body = authorisation(TOUR.a, {
      decisionPoint: 'civil-service-hiring',
      origin: 'http://hiring.localhost:7410',
    });
    expect((await authorise(body, 'limin')).body.code).toBe('row-needs-no-authorisation');
  });

  it('is another office’s business: not there for anybody else', async () => {
    const { body } = await authorise(authorisation(TOUR.a));
    const other = await city.call('limin', 'GET', `/v1/authorisations/${body.authorisationId}`);
    expect([other.status, other.body.code]).toEqual([404, 'not-found']);
  });
});

describe('a row that two persons release', () => {
  let other: { authorisationId: string };
  const look = (key: string) => check(CADRE, 'cadre-clerk', TOUR.a, key);
  const ask = (key: string, kind = 'second-person', user = 'cadre-clerk') =>
    city.post(user, '/v1/releases', {
      kind,
      decisionPoint: CADRE.decisionPoint,
      case: { key, label: `GB-${key}` },
      origin: CADRE.origin,
      reason: '考察阶段查验',
    });
  const answer = (id: string, say: 'give' | 'refuse', user = 'cadre-reviewer') =>
    city.post(user, `/v1/releases/${id}/answer`, { answer: say, reason: '已核对考察名单' });

  it('waits for the second person, then looks up once', async () => {
    await authorise(authorisation(TOUR.a, { uses: 9 }, CADRE), 'cadre-clerk');
    expect((await look('c-1')).body.outcome).toEqual({ kind: 'refused', reason: 'release', holds: true });
    const { body: asked } = await ask('c-1');
    expect(asked.state).toBe('asked');
    expect((await answer(asked.releaseId, 'give', 'cadre-clerk')).status).toBe(404);
    const waiting = await city.call('cadre-reviewer', 'GET', '/v1/releases');
    expect(waiting.body.releases.map((r: { releaseId: string }) => r.releaseId)).toEqual([asked.releaseId]);
    // Whom it is about, as a mask: the first attempt is kept.
    expect(waiting.body.releases[0].subject.name).toBe('江**');
    expect((await answer(asked.releaseId, 'give')).body.state).toBe('given');
    expect((await look('c-1')).body.outcome.kind).toBe('clear');
    expect((await look('c-1')).body.outcome.reason).toBe('release');
  });

  it('lets through the person who was asked about, and nobody else under the same case', async () => {
    other = (await authorise(authorisation(TOUR.c, { uses: 9 }, CADRE), 'cadre-clerk')).body;
    expect((await ask('c-8')).body.code).toBe('state-conflict');
    await look('c-8');
    const { body: asked } = await ask('c-8');
    await answer(asked.releaseId, 'give');
    expect((await check(CADRE, 'cadre-clerk', TOUR.c, 'c-8')).body.outcome.reason).toBe('release');
    expect((await look('c-8')).body.outcome.kind).toBe('clear');
  });

  it('is not let through by the one who asked, even with both roles', async () => {
    await check(CADRE, 'cadre-reviewer', TOUR.a, 'c-2');
    const { body: asked } = await ask('c-2', 'second-person', 'cadre-reviewer');
    expect((await answer(asked.releaseId, 'give')).body.code).toBe('same-person');
  });

  it('stays shut after a refusal, after an hour, and for a colleague', async () => {
    await look('c-3');
    const { body: refused } = await ask('c-3');
    await answer(refused.releaseId, 'refuse');
    expect((await look('c-3')).body.outcome.reason).toBe('release');
    expect((await answer(refused.releaseId, 'give')).body.code).toBe('state-conflict');
    await look('c-4');
    const { body: given } = await ask('c-4');
    await answer(given.releaseId, 'give');
    expect((await check(CADRE, 'cadre-reviewer', TOUR.a, 'c-4')).body.outcome.reason).toBe('release');
    city.shift(3_700_000);
    expect((await look('c-4')).body.outcome.reason).toBe('release');
    city.shift(-3_700_000);
  });

  it('needs the authorisation besides: a second person is no duty', async () => {
    const { body: given } = await authorise(authorisation(TOUR.c, { uses: 1, until: today }, CADRE), 'cadre-clerk');
    await check(CADRE, 'cadre-clerk', TOUR.c, 'c-5');
    const { body: asked } = await ask('c-5');
    await answer(asked.releaseId, 'give');
    for (const { authorisationId } of [given, other]) {
      await city.post('cadre-clerk', `/v1/authorisations/${authorisationId}/withdraw`, { reason: '本人撤回' });
    }
    expect((await check(CADRE, 'cadre-clerk', TOUR.c, 'c-5')).body.outcome.reason).toBe('no-authorisation');
    // What was refused used nothing up.
    await authorise(authorisation(TOUR.c, { uses: 1 }, CADRE), 'cadre-clerk');
    expect((await check(CADRE, 'cadre-clerk', TOUR.c, 'c-5')).body.outcome.kind).toBe('clear');
  });
});

describe('how much a day', () => {
  const limit = (what: string, most: number, user = 'sunhao') =>
    city.post(user, '/v1/limits', { organisation: 'qz-rsj', what, most, reason: '测试' });

  it('is set by the office alone, registered, and read from the nearest node', async () => {
    expect((await limit('lookups', 5, 'limin')).body.code).toBe('role-missing');
    expect((await limit('lookups', 100_000)).body.limits).toContainEqual({
      organisation: 'qz-rsj',
      what: 'lookups',
      most: 100_000,
    });
    expect((await lastEntry('limit.changed')).actor_sub).toBe('sunhao');
  });

  it('ends lookups for the day, held and registered, and a second person can let one urgent case through', async () => {
    const made = await city.gateway.world.db
      .selectFrom('lookup_count')
      .select('n')
      .where('sub', '=', 'limin')
      .where('what', '=', 'lookups')
      .executeTakeFirst();
    await city.check(TOUR.a, { caseKey: 'q-1' });
    await limit('lookups', (made?.n ?? 0) + 1);
    expect((await city.check(TOUR.a, { caseKey: 'q-2' })).body.outcome).toEqual({
      kind: 'refused',
      reason: 'quota',
      holds: true,
    });
    await city.check(TOUR.a, { caseKey: 'q-3' });
    const at = { decisionPoint: 'civil-service-hiring', case: { key: 'q-3', label: 'RL-3' } };
    const { body: asked } = await city.post('limin', '/v1/releases', {
      ...at,
      kind: 'break-glass',
      origin: 'http://hiring.localhost:7410',
      reason: '今日报到，须当场办理',
    });
    const path = `/v1/releases/${asked.releaseId}/answer`;
    expect((await city.call('chenfang', 'GET', '/v1/alerts')).body.alerts).toEqual([]);
    await city.post('wangjun', path, { answer: 'give', reason: '情况属实' });
    // Told at once to those who watch, before anybody used it.
    for (const user of ['chenfang', 'zhaoping', 'sunhao']) {
      const told = (await city.call(user, 'GET', '/v1/alerts')).body.alerts;
      expect(told.map((one: { releaseId: string }) => one.releaseId)).toEqual([asked.releaseId]);
    }
    expect((await city.check(TOUR.a, { caseKey: 'q-3' })).body.outcome.kind).toBe('clear');
    expect((await lastEntry('check.result')).flags).toContain('break-glass');
    expect((await city.check(TOUR.a, { caseKey: 'q-4' })).body.outcome.reason).toBe('quota');
    await limit('lookups', 100_000);
  });

  it('counts mismatches of one account: who guesses names is stopped, and the right name does not help then', async () => {
    await limit('mismatches', 2);
    for (const key of ['m-1', 'm-2']) {
      expect((await city.check(TOUR.mismatch, { caseKey: key, user: 'wangjun' })).body.outcome.reason).toBe(
        'identity-mismatch',
      );
    }
    const right = TOUR.mismatch.registered.name;
    const stopped = await city.check(TOUR.mismatch, { caseKey: 'm-3', user: 'wangjun', name: right });
    expect(stopped.body.outcome.reason).toBe('quota');
    expect((await city.check(TOUR.mismatch, { caseKey: 'm-4' })).body.outcome.reason).toBe('identity-mismatch');
    await limit('mismatches', 1000);
  });

  it('breaks the hold of a mandatory check for one decision, on the receipt and in the register', async () => {
    const at = {
      decisionPoint: 'civil-service-hiring',
      case: { key: 'b-1', label: 'RL-b' },
      origin: 'http://hiring.localhost:7410',
    };
    const decide = () =>
      city.post('limin', '/v1/decisions', {
        ...at,
        effect: 'favourable',
        because: 'break-glass',
        reason: '灾害救援急招',
      });
    expect((await decide()).body.code).toBe('release-missing');
    const { body: asked } = await city.post('limin', '/v1/releases', {
      ...at,
      kind: 'break-glass',
      reason: '灾害救援急招',
    });
    await city.post('wangjun', `/v1/releases/${asked.releaseId}/answer`, { answer: 'give', reason: '同意' });
    const { body } = await decide();
    expect(body.receipt.state).toBe('overridden');
    expect((await lastEntry('decision.effective')).flags).toContain('overridden');
    expect((await decide()).body.code).toBe('release-missing');
  });

  it('never stands in for a duty or an authorisation', async () => {
    const at = { decisionPoint: SETTLING.decisionPoint, case: { key: 'n-1', label: 'n-1' }, origin: SETTLING.origin };
    const { body: asked } = await city.post('wugang', '/v1/releases', { ...at, kind: 'break-glass', reason: '急' });
    expect(asked.state).toBe('asked');
    await city.gateway.world.db
      .updateTable('release')
      .set({ answer: 'give', answered_at: new Date(), answer_iss: ISSUER, answer_sub: 'somebody' })
      .where('id', '=', asked.releaseId)
      .execute();
    expect((await settle(TOUR.mismatch, 'n-1')).body.outcome.reason).toBe('no-authorisation');
  });
});
