/** The undertaking for documents that may follow: for what is on offer now, to whom it was offered, and an entry each time. */
import { randomUUID } from 'node:crypto';
import { ROUTES } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TourPerson } from '../../../demo/people/tour.ts';
import { type City, LICENCE, openCity, TOUR } from './city.ts';
import { linesOf } from './paper-lines.ts';

let city: City;
beforeAll(async () => {
  city = await openCity({ bindings: [LICENCE] });
});
afterAll(() => city.close());

const check = async (person: TourPerson, key: string, matter = 'XK-FOOD-BUSINESS') =>
  (
    await city.post('linna', '/v1/checks', {
      decisionPoint: LICENCE.decisionPoint,
      case: { key, label: `SL-${key}` },
      matter,
      subject: { kind: 'resident-id', number: person.shown.number, name: person.shown.name },
      origin: LICENCE.origin,
    })
  ).body;
const undertaking = (id: string, more: object = {}, user = 'linna', key?: string) =>
  city.post(user, `/v1/checks/${id}/undertaking`, { measure: 'deferred-documents', language: 'zh-CN', ...more }, key);

describe('an undertaking', () => {
  it('names the person, the matter, what may follow, until when, and what happens where it does not', async () => {
    const checked = await check(TOUR.a, 'un-1');
    const { deferral } = checked.outcome.incentives.find(
      ({ measure }: { measure: string }) => measure === 'deferred-documents',
    );
    const { status, body } = await undertaking(checked.checkId);
    expect(status).toBe(200);
    expect(ROUTES.undertaking.answer.parse(body)).toEqual(body);
    const lines = linesOf(body);
    const [year, month, day] = deferral.dueBy.split('-').map(Number);
    for (const said of [
      '容缺受理承诺书',
      `申请人：${TOUR.a.shown.name}`,
      `居民身份证：${TOUR.a.shown.number}`,
      '申请事项：食品经营许可',
      '案号：SL-un-1',
      '受理单位：市行政服务中心',
      '食品安全管理制度',
      '从业人员健康证明',
      `最迟补交日期：${year}年${month}月${day}日（含当日）`,
      '申请人（签名或者盖章）',
    ]) {
      expect(lines).toContain(said);
    }
    expect(lines.join('\n')).toContain('按普通程序办理');
    // A key document never follows later, and why the convenience stands open is not told on paper.
    expect(lines.join('\n')).not.toMatch(/布局图|无失信|记录：/);
  });

  it('is there in English too', async () => {
    const checked = await check(TOUR.a, 'un-2');
    const lines = linesOf((await undertaking(checked.checkId, { language: 'en' })).body);
    expect(lines).toContain('Staff health certificates');
  });

  it('is an entry each time, the same request’s repetition included, and shows no record', async () => {
    const checked = await check(TOUR.a, 'un-3');
    const key = randomUUID();
    const first = await undertaking(checked.checkId, {}, 'linna', key);
    const again = await undertaking(checked.checkId, {}, 'linna', key);
    expect(again.body.blocks).toEqual(first.body.blocks);
    const entries = await city.gateway.world.db
      .selectFrom('register_entry')
      .leftJoin('shown_record', 'shown_record.entry', 'register_entry.id')
      .select(['type', 'check_id', 'flags', 'record'])
      .where('register_entry.id', 'in', [first.body.entry, again.body.entry])
      .orderBy('register_entry.id')
      .execute();
    expect(entries).toEqual([
      { type: 'paper.made', check_id: checked.checkId, flags: [], record: null },
      { type: 'paper.made', check_id: checked.checkId, flags: ['replay'], record: null },
    ]);
  });
});

describe('nothing to undertake', () => {
  it('where the measure is not on offer, or has no documents to follow', async () => {
    const checked = await check(TOUR.a, 'no-1');
    for (const measure of ['green-channel', 'bar-company-officer']) {
      const answer = await undertaking(checked.checkId, { measure });
      expect([measure, answer.status, answer.body.code]).toEqual([measure, 422, 'measure-not-offered']);
    }
    const other = await check(TOUR.a, 'no-2', 'XK-FIRE-OPENING');
    expect((await undertaking(other.checkId)).body.code).toBe('measure-not-offered');
  });

  it('once the check is not fresh, or another one of the case came after it', async () => {
    const checked = await check(TOUR.a, 'no-3');
    const newer = await check(TOUR.a, 'no-3');
    expect((await undertaking(checked.checkId)).body.code).toBe('check-not-fresh');
    expect((await undertaking(newer.checkId)).status).toBe(200);
    city.shift(2 * 3_600_000);
    expect((await undertaking(newer.checkId)).body.code).toBe('check-not-fresh');
    city.shift(-2 * 3_600_000);
  });

  it('for another office, which is told that there is no such check', async () => {
    const checked = await check(TOUR.a, 'no-4');
    for (const user of ['limin', 'zhaoping', 'sunhao', 'hetao']) {
      const answer = await undertaking(checked.checkId, {}, user);
      expect([user, answer.status, answer.body.code]).toEqual([user, 404, 'not-found']);
    }
  });
});
