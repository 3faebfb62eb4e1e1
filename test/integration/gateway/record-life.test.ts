/** A record's life after intake: at once effective in every channel, each change an entry (DESIGN §1.6, §1.7). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type City, ORIGIN, openCity, TOUR } from './city.ts';

let city: City;
let record: string;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

const check = async (caseKey: string) => (await city.check(TOUR.b, { caseKey })).body;
const change = (state: string, more: object = {}, user = 'sunhao') =>
  city.post(user, `/v1/records/${record}/state`, {
    state,
    documentNumber: '演复决〔2026〕1号',
    reason: '经复核',
    ...more,
  });
const due = async (key: string) =>
  (
    await city.call('limin', 'POST', '/v1/due', {
      decisionPoint: 'civil-service-hiring',
      case: { key },
      origin: ORIGIN,
    })
  ).body;

/** Older ones, more than a page of them, on a decision of another office. @param of the decision that it is made after */
async function anotherOfficeHas(count: number, of: string): Promise<void> {
  const { db } = city.gateway.world;
  const decision = await db.selectFrom('decision').selectAll().where('id', '=', of).executeTakeFirstOrThrow();
  const other = { ...decision, id: `${of}-other`, organisation: 'qz-xzfw', check_id: null };
  const measures = JSON.stringify(decision.measures);
  await db
    .insertInto('decision')
    .values({ ...other, measures })
    .execute();
  const row = { decision_id: other.id, record, organisation: 'qz-xzfw', decision_point: other.decision_point };
  const days = { since: '2026-01-01', due_by: '2026-01-02', lifted_at: null, lift_entry: null };
  const rows = Array.from({ length: count }, (_, n) => ({ ...row, ...days, measure: `m-${n}` }));
  await db.insertInto('measure_to_lift').values(rows).execute();
}

beforeEach(async () => {
  // Each test has a case of its own, on the record as it was imported.
  await city.gateway.world.db
    .updateTable('credit_record')
    .set({ state: 'effective', dispute_due_by: null })
    .where('behaviour', '=', 'civil-exam-cheating')
    .execute();
  record = (await check(`first-${Math.random()}`)).outcome.records[0].id;
});

describe('a dispute', () => {
  it('is shown at the next check, takes the restriction away, and ends with the organ’s answer', async () => {
    const { status, body } = await change('disputed', { disputeDueBy: '2026-12-31' });
    expect([status, body.state]).toEqual([200, 'disputed']);
    const during = await check('l-1');
    expect(during.outcome.records[0]).toMatchObject({ state: 'disputed', disputeDueBy: '2026-12-31' });
    expect(during.outcome.restrictions).toEqual([]);
    await change('effective');
    const after = await check('l-2');
    expect(after.outcome.records[0].state).toBe('effective');
    expect(after.outcome.restrictions.length).toBeGreaterThan(0);
  });
});

describe('a record that ended', () => {
  it.each(['repaired', 'withdrawn', 'sealed'])('%s: is as if never there, and never comes back', async (state) => {
    await change(state);
    const { outcome } = await check(`e-${state}`);
    expect(outcome.kind).toBe('clear');
    expect(JSON.stringify(outcome)).not.toContain(record);
    const back = await change('effective');
    expect([back.status, back.body.code]).toEqual([409, 'state-conflict']);
  });

  it('sends undecided checks that showed it back to look again, and no decision rests on them', async () => {
    const shown = await check('u-1');
    expect(await due('u-1')).toMatchObject({ holds: false });
    const { body } = await change('repaired');
    expect(body.lookAgain).toBeGreaterThan(0);
    expect(await due('u-1')).toMatchObject({ holds: true, reason: 'record-changed' });
    const decided = await city.post('limin', `/v1/checks/${shown.checkId}/decision`, {
      effect: 'adverse',
      measures: shown.outcome.restrictions.map((r: { measure: string }) => ({ measure: r.measure, taken: true })),
      reason: '理由',
    });
    expect([decided.status, decided.body.code]).toEqual([409, 'check-not-fresh']);
    await check('u-1');
    expect(await due('u-1')).toMatchObject({ holds: false });
  });

  it('lists the measures that rested on it, with owner and due date, until they are lifted', async () => {
    const shown = await check('m-1');
    const [offer] = shown.outcome.restrictions;
    const measures = shown.outcome.restrictions.map((r: { measure: string }) =>
      r.measure === offer.measure ? { measure: r.measure, taken: true } : { measure: r.measure, taken: false },
    );
    const proposed = await city.post('limin', `/v1/checks/${shown.checkId}/decision`, {
      effect: 'adverse',
      measures,
      reason: '理由',
    });
    const id = proposed.body.decisionId;
    await city.post('limin', `/v1/decisions/${id}/notice`, { deliveredOn: shown.legalToday, means: 'in-person' });
    await city.post('limin', `/v1/decisions/${id}/hearing`, { heardOn: shown.legalToday, statement: '无异议' });
    const recheck = await check('m-1');
    const effective = await city.post('limin', `/v1/decisions/${id}/effect`, {
      checkId: recheck.checkId,
      reason: '生效',
    });
    expect(effective.body.state).toBe('effective');

    const { body } = await change('repaired');
    expect(body.toLift).toBe(1);
    const listed = (await city.call('limin', 'GET', '/v1/measures-to-lift')).body.measures;
    expect(listed).toMatchObject([{ decisionId: id, measure: offer.measure, organisation: 'qz-rsj', overdue: false }]);
    expect(listed[0].dueBy > shown.legalToday).toBe(true);
    expect((await city.call('linna', 'GET', '/v1/measures-to-lift')).body.measures).toEqual([]);
    await anotherOfficeHas(501, id);
    expect((await city.call('limin', 'GET', '/v1/measures-to-lift')).body.measures).toEqual(listed);

    const request = { measure: offer.measure, reason: '记录已修复' };
    const lifted = await city.post('limin', `/v1/decisions/${id}/lift`, request, 'one-key-for-one-lift');
    expect(lifted.status).toBe(200);
    const retried = await city.post('limin', `/v1/decisions/${id}/lift`, request, 'one-key-for-one-lift');
    expect(retried.body).toEqual(lifted.body);
    expect((await city.call('limin', 'GET', '/v1/measures-to-lift')).body.measures).toEqual([]);
    const twice = await city.post('limin', `/v1/decisions/${id}/lift`, { measure: offer.measure, reason: '再次' });
    expect(twice.body.code).toBe('state-conflict');
  });
});

describe('who may', () => {
  it('is the credit office alone, once, and each change is an entry', async () => {
    for (const user of ['limin', 'zhaoping', 'hetao']) {
      expect((await change('disputed', {}, user)).body.code).toBe('role-missing');
    }
    const before = await city.entries();
    const key = 'one-key-for-one-change';
    const request = { state: 'corrected', documentNumber: '更正〔2026〕1号', reason: '日期有误' };
    const first = await city.post('sunhao', `/v1/records/${record}/state`, request, key);
    expect(first.status).toBe(200);
    expect((await city.post('sunhao', `/v1/records/${record}/state`, request, key)).body).toEqual(first.body);
    expect(await city.entries()).toBe(before + 1);
    expect((await city.post('sunhao', '/v1/records/no-such/state', request)).body.code).toBe('not-found');
  });
});
