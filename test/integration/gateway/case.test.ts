/** One case: one person, one open decision, one live receipt. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Acts, actsIn, answers, asked } from './acts.ts';
import { type City, openCity, SETTLING, TOUR } from './city.ts';

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
});
afterAll(() => city.close());

describe('a case', () => {
  it('that belongs to another tells nothing of a name and number tried on it', async () => {
    await acts.checked(TOUR.a, 'c-1');
    const tried = async (name: string) => (await city.check(TOUR.b, { caseKey: 'c-1', name })).body.code;
    expect(await tried(TOUR.b.shown.name)).toBe('subject-mismatch');
    expect(await tried('张伟明')).toBe('subject-mismatch');
  });

  it('does not stay with a person whose name and number did not match', async () => {
    const refused = await city.check(TOUR.mismatch, { caseKey: 'c-2' });
    expect(refused.body.outcome.reason).toBe('identity-mismatch');
    expect((await acts.checked(TOUR.a, 'c-2')).outcome.kind).toBe('clear');
  });

  it('belongs to one of two people checked for it at once', async () => {
    const both = await Promise.all([TOUR.a, TOUR.c].map((person) => city.check(person, { caseKey: 'c-3' })));
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('has one open decision: nothing else is decided until it ends', async () => {
    const { id } = await acts.propose('c-4');
    const again = await acts.checked(TOUR.b, 'c-4');
    const other = { effect: 'favourable', measures: answers(again, null), reason: '改为录用' };
    const refused = await acts.decide(again.checkId, other);
    expect([refused.status, refused.body.code]).toEqual([409, 'state-conflict']);
    await acts.step(id, 'withdraw', { reason: '重新研究' });
    expect((await acts.decide(again.checkId, other)).body.state).toBe('effective');
  });

  it('has one open decision also where two are proposed at once', async () => {
    const check = await acts.checked(TOUR.b, 'c-6');
    const propose = () =>
      acts.decide(check.checkId, { effect: 'adverse', measures: answers(check, 'cancel-hiring'), reason: '理由' });
    const both = await Promise.all([propose(), propose()]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('has one live receipt: a later decision takes an unused one out of use', async () => {
    const hire = async () => {
      const { checkId } = await acts.checked(TOUR.a, 'c-5');
      return (await acts.decide(checkId, { effect: 'favourable', reason: '合格' })).body.receipt.token as string;
    };
    const show = async (token: string) =>
      (await city.authorize(asked('c-5', 'favourable', { 'credit-check-receipt': token }))).status;
    const earlier = await hire();
    const later = await hire();
    expect([await show(earlier), await show(later)]).toEqual([403, 204]);
    // Reserved by a request, which a host that failed may need again.
    await hire();
    expect(await show(later)).toBe(204);
  });
});

describe('a step that passes without a check', () => {
  const body = {
    decisionPoint: SETTLING.decisionPoint,
    case: { key: 'u-1', label: 'u-1' },
    origin: SETTLING.origin,
    effect: 'favourable',
    because: 'no-authorisation',
    reason: '本人未授权查询',
  };

  it('gives its receipt once, and not again to somebody whose role was withdrawn', async () => {
    const first = await city.post('wugang', '/v1/decisions', body, 'settling-0001');
    expect(first.body.receipt.state).toBe('not-checked');
    const again = () => city.post('wugang', '/v1/decisions', body, 'settling-0001');
    expect((await again()).body).toEqual(first.body);
    const without = await acts.withoutRole('wugang', again);
    expect([without.status, without.body.code]).toEqual([403, 'role-missing']);
  });
});

describe('a retry', () => {
  it('of a check says how long the check itself stays fresh, by the clock that the client knows', async () => {
    const key = randomUUID();
    const first = await city.check(TOUR.c, { caseKey: 'k-1', key });
    city.shift(3_600_000);
    const again = await city.check(TOUR.c, { caseKey: 'k-1', key });
    city.shift(-3_600_000);
    expect(again.body.freshUntil).toBe(first.body.freshUntil);
  });

  it('of a step from before the clock was set back finds no fresh check', async () => {
    city.shift(3_600_000);
    const ahead = await acts.checked(TOUR.c, 'k-2');
    city.shift(-3_600_000);
    const answer = await acts.decide(ahead.checkId, { effect: 'favourable', reason: '合格' });
    expect([answer.status, answer.body.code]).toEqual([409, 'check-not-fresh']);
  });
});

describe('a hearing', () => {
  it('cannot lie before the decision that it is about', async () => {
    const { id, check } = await acts.propose('y-1');
    await acts.step(id, 'notice', { deliveredOn: check.legalToday, means: 'in-person' });
    const early = await acts.step(id, 'hearing', { heardOn: '2020-01-01', statement: '本人说明' });
    expect([early.status, early.body.code]).toEqual([400, 'invalid-body']);
  });
});
