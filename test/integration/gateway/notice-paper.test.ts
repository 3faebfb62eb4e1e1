/** The reasoned notice: who may make one, what stands in it today, and its entry before a line of it leaves. */
import { randomUUID } from 'node:crypto';
import type { CreditRecord } from '@duecheck/core/assess';
import type { PaperAnswer } from '@duecheck/core/contract';
import type { EntryId } from '@duecheck/core/register';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import { SourceFault, type UpstreamAnswer } from '../../../gateway/sources/source.ts';
import { type Acts, actsIn, answers } from './acts.ts';
import { type City, openCity, TITLES, TOUR } from './city.ts';
import { linesOf } from './paper-lines.ts';

const NOTHING: UpstreamAnswer = { records: [], identity: 'unconfirmed' };
let platform: UpstreamAnswer | 'down' = NOTHING;
const ask = async () => {
  if (platform === 'down') throw new SourceFault('unreachable', 'no answer');
  return platform;
};

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity({ upstream: [{ id: 'city', categories: ['exam-integrity'], ask }] });
  acts = actsIn(city);
});
afterEach(async () => {
  platform = NOTHING;
  await setRecord('effective');
});
afterAll(() => city.close());

const notice = (id: string, { user = 'limin', key, language = 'zh-CN' }: Options = {}) =>
  city.post(user, `/v1/decisions/${id}/notice-paper`, { language }, key);
interface Options {
  readonly user?: string;
  readonly key?: string;
  readonly language?: string;
}

/** TOUR.b's record, as an import or an organ would have left it. */
const setRecord = (state: string, more: { use_until?: string } = {}) =>
  city.gateway.world.db
    .updateTable('credit_record')
    .set({ state, dispute_due_by: state === 'disputed' ? '2026-12-31' : null, ...more })
    .where('subject_key', '=', city.gateway.world.index.subject('resident-id', TOUR.b.shown.number))
    .execute();

const entryOf = (id: string) =>
  city.gateway.world.db.selectFrom('register_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a notice', () => {
  it('says who, what, why, on which record and basis, until when, and what the person can do', async () => {
    const { id, check } = await acts.propose('np-1');
    const { status, body } = await notice(id);
    expect(status).toBe(200);
    const lines = linesOf(body);
    const [record] = check.outcome.records;
    const { name, number } = TOUR.b.shown;
    for (const said of [
      `当事人：${name}`,
      `居民身份证：${number}`,
      '办理环节：公务员录用',
      '案号：RL-2026-0413',
      '不予通过',
      '取消录用资格',
      '公务员考试作弊',
      record.organ,
      record.documentNumber,
      '公务员法',
      '3 个工作日',
      '行政复议',
      `认定单位（${record.organ}）`,
      '免费查看自己的信用记录',
      '市人力社保局（印章）',
    ]) {
      expect(lines.join('\n')).toContain(said);
    }
    expect(lines[0]).toBe('告知书');
    // A municipal rule grounds nothing, and a notice cites what grounds (DESIGN §1.1).
    expect(lines.join('\n')).not.toContain('衢政办发');
  });

  it('is there in English too, with the record’s own words as they are', async () => {
    const { id, check } = await acts.propose('np-2');
    const lines = linesOf((await notice(id, { language: 'en' })).body).join('\n');
    expect(lines).toContain('Cancel hiring');
    expect(lines).toContain('3 working days');
    expect(lines).toContain(check.outcome.records[0].documentNumber);
  });

  it('has the last day once it was delivered, and can be made again until the person was heard', async () => {
    const { id, check } = await acts.propose('np-3');
    expect(linesOf((await notice(id)).body).join('\n')).not.toContain('最后一日是');
    const { body } = await acts.step(id, 'notice', { deliveredOn: check.legalToday, means: 'in-person' });
    const [year, month, day] = body.hearing.heardUntil.split('-').map(Number);
    expect(linesOf((await notice(id)).body).join('\n')).toContain(`最后一日是${year}年${month}月${day}日`);
    await acts.step(id, 'hearing', { heardOn: check.legalToday, statement: '说明' });
    expect((await notice(id)).body.code).toBe('state-conflict');
  });

  it('of a decision that rests on something else says so, and names no record', async () => {
    const check = await acts.checked(TOUR.disputed, 'np-4');
    const decided = await acts.decide(check.checkId, {
      effect: 'adverse',
      reason: '体检不合格',
      ground: 'not-on-credit-records',
    });
    const { body } = await notice(decided.body.decisionId);
    const lines = linesOf(body).join('\n');
    expect(lines).toContain('体检不合格');
    expect(lines).toContain('不以信用记录为依据');
    for (const record of check.outcome.records) expect(lines).not.toContain(record.documentNumber);
    const shown = await city.gateway.world.db
      .selectFrom('shown_record')
      .selectAll()
      .where('entry', '=', body.entry)
      .execute();
    expect(shown).toEqual([]);
  });

  it('of one that was withdrawn, took effect or never waited is not made', async () => {
    const { id } = await acts.propose('np-5');
    await acts.step(id, 'withdraw', { reason: '误' });
    expect((await notice(id)).body.code).toBe('state-conflict');
    const clear = await acts.checked(TOUR.a, 'np-6');
    const { body } = await acts.decide(clear.checkId, { effect: 'favourable', reason: '合格' });
    expect((await notice(body.decisionId)).body.code).toBe('state-conflict');
  });

  it('is not told while nothing new can be proven', async () => {
    const { id } = await acts.propose('np-7');
    await city.gateway.world.register.stop();
    await acts.checked(TOUR.a, 'np-8');
    city.shift(61_000);
    expect((await notice(id)).body.code).toBe('unavailable');
    city.gateway.world.register.start();
    await expect.poll(() => city.gateway.world.register.lagSeconds()).toBeLessThan(60);
    city.shift(-61_000);
  });
});

describe('its entry', () => {
  it('is durable with it, names the records that it shows, and seals the paper for the person', async () => {
    const { id, check } = await acts.propose('ne-1');
    const { body } = await notice(id);
    const entry = await entryOf(body.entry);
    expect(entry).toMatchObject({
      type: 'paper.made',
      organisation: 'qz-rsj',
      actor_sub: 'limin',
      role: 'clerk',
      check_id: check.checkId,
      decision_id: id,
      flags: [],
    });
    const { world } = city.gateway;
    const shown = await world.db.selectFrom('shown_record').select('record').where('entry', '=', body.entry).execute();
    expect(shown).toEqual([{ record: check.outcome.records[0].id }]);
    const sealed = await world.db
      .transaction()
      .execute((trx) => openEntry(trx, world, body.entry as EntryId, 'person'));
    expect(sealed.blocks).toEqual(body.blocks);
    // Neither number nor reason stands in the clear anywhere in the row.
    const row = JSON.stringify(entry);
    for (const secret of [TOUR.b.shown.number, TOUR.b.shown.name, '公务员考试作弊']) expect(row).not.toContain(secret);
  });

  it('is another one when the same request comes again, which shows the person’s data again', async () => {
    const { id } = await acts.propose('ne-2');
    const key = randomUUID();
    const first = await notice(id, { key });
    const before = await city.entries();
    const again = await notice(id, { key });
    expect(again.body.blocks).toEqual(first.body.blocks);
    expect(again.body.entry).not.toBe(first.body.entry);
    expect(await city.entries()).toBe(before + 1);
    expect((await entryOf(again.body.entry)).flags).toEqual(['replay']);
    const other = await notice(id, { key, language: 'en' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('makes a check that a paper showed look again, when the record changes', async () => {
    const { id, check } = await acts.propose('ne-3');
    await notice(id);
    const change = { state: 'disputed', documentNumber: '演异〔2026〕1号', disputeDueBy: '2026-12-31', reason: '异议' };
    const record = check.outcome.records[0].id;
    expect((await city.post('sunhao', `/v1/records/${record}/state`, change)).body.lookAgain).toBeGreaterThan(0);
  });
});

describe('who may', () => {
  it('is the deciding office’s clerk or reviewer; anybody else is told that there is no such decision', async () => {
    const { id } = await acts.propose('nw-1');
    expect((await notice(id, { user: 'wangjun' })).status).toBe(200);
    const before = await city.entries();
    for (const user of ['linna', 'zhengwei', 'zhaoping', 'sunhao', 'chenfang', 'nobody']) {
      const answer = await notice(id, { user });
      expect([user, answer.status, answer.body.code]).toEqual([user, 404, 'not-found']);
    }
    const none = await notice(id.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    expect([none.status, none.body.code]).toEqual([404, 'not-found']);
    await acts.withoutRole('limin', async () => expect((await notice(id)).status).toBe(404));
    expect(await city.entries()).toBe(before);
  });
});

describe('a ground that ended after the decision was proposed', () => {
  it.each(['repaired', 'withdrawn', 'sealed', 'disputed'])(
    '%s: nothing is printed, whoever asked before',
    async (state) => {
      const { id, check } = await acts.propose(`ng-${state}`);
      const key = randomUUID();
      expect((await notice(id, { key })).status).toBe(200);
      await setRecord(state);
      const before = await city.entries();
      for (const again of [key, randomUUID()]) {
        const gone = await notice(id, { key: again });
        expect([gone.status, gone.body.code]).toEqual([409, 'ground-gone']);
        expect(JSON.stringify(gone.body)).not.toContain(check.outcome.records[0].documentNumber);
      }
      expect(await city.entries()).toBe(before);
    },
  );

  it('by its term: the same, without anybody having touched it', async () => {
    const { id, check } = await acts.propose('ng-term');
    const [year, month, day] = check.legalToday.split('-').map(Number);
    const yesterday = new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
    const restore = await city.gateway.world.db
      .selectFrom('credit_record')
      .select(['id', 'use_until'])
      .where('behaviour', '=', 'civil-exam-cheating')
      .execute();
    await setRecord('effective', { use_until: yesterday });
    expect((await notice(id)).body.code).toBe('ground-gone');
    for (const { id: record, use_until } of restore)
      await city.gateway.world.db.updateTable('credit_record').set({ use_until }).where('id', '=', record).execute();
  });
});

describe('a record of a platform', () => {
  const THEIRS: CreditRecord = {
    id: 'rec_theirs',
    type: 'exam-integrity',
    category: 'exam-integrity',
    behaviour: 'civil-exam-cheating',
    organ: '平台所在市公务员主管部门',
    documentNumber: '平考处〔2026〕7号',
    item: 'exam-integrity',
    domain: 'construction',
    decidedOn: '2026-03-02' as never,
    publishUntil: null,
    useUntil: null,
    retainUntil: null,
    state: 'effective',
    facts: {},
    source: { id: 'city', asOf: '2026-11-20T00:00:00.000Z' },
    fields: {},
  };

  async function proposeOnTheirs(caseKey: string) {
    platform = { records: [THEIRS], identity: 'unconfirmed' };
    const check = await acts.checked(TOUR.c, caseKey);
    const measures = answers(check, 'cancel-hiring');
    const { body } = await acts.decide(check.checkId, { effect: 'adverse', measures, reason: '平台记录' });
    return { check, id: body.decisionId as string };
  }

  it('is told as it was shown, while a check of the case is fresh; then it is asked for again first', async () => {
    const { id } = await proposeOnTheirs('pf-1');
    expect(linesOf((await notice(id)).body).join('\n')).toContain('平考处〔2026〕7号');
    city.shift(25 * 3_600_000);
    try {
      const stale = await notice(id);
      expect([stale.status, stale.body.code]).toEqual([409, 'check-not-fresh']);
      await expect.poll(() => city.gateway.world.register.lagSeconds()).toBeLessThan(60);
      await acts.checked(TOUR.c, 'pf-1');
      expect(linesOf((await notice(id)).body).join('\n')).toContain('平考处〔2026〕7号');
      // A platform that does not answer has not said that the record is over (DESIGN §1.11).
      platform = 'down';
      await acts.checked(TOUR.c, 'pf-1');
      expect((await notice(id)).body.code).toBe('check-not-fresh');
      platform = NOTHING;
      await acts.checked(TOUR.c, 'pf-1');
      expect((await notice(id)).body.code).toBe('ground-gone');
    } finally {
      city.shift(-25 * 3_600_000);
    }
  });

  it('read under an authorisation is told no more once that is withdrawn', async () => {
    platform = { records: [THEIRS], identity: 'unconfirmed' };
    const at = { decisionPoint: TITLES.decisionPoint, origin: TITLES.origin };
    const { name, number } = TOUR.c.shown;
    const subject = { kind: 'resident-id', number, name };
    const { legalToday } = (await city.call('', 'GET', '/v1/clock')).body;
    const evidence = { kind: 'paper', digest: 'ab'.repeat(32), givenOn: legalToday };
    const asked = { ...at, subject, from: legalToday, until: legalToday, uses: 3, evidence };
    const authorised = await city.post('limin', '/v1/authorisations', asked);
    const checked = await city.post('limin', '/v1/checks', {
      ...at,
      case: { key: 'pf-2', label: 'pf-2' },
      matter: 'ZC-ENG',
      subject,
    });
    const measures = answers(checked.body, 'key-review');
    const decided = await acts.decide(checked.body.checkId, { effect: 'favourable', measures, reason: '从严审查' });
    const { decisionId } = decided.body;
    const lines = linesOf((await notice(decisionId)).body);
    expect(lines).toContain('列为重点审查对象');
    expect(lines).not.toContain('不予通过');
    const withdrawn = await city.post('limin', `/v1/authorisations/${authorised.body.authorisationId}/withdraw`, {
      reason: '本人撤回',
    });
    expect(withdrawn.status).toBe(200);
    expect((await notice(decisionId)).body.code).toBe('ground-gone');
  });
});

describe('hostile words', () => {
  it('in a reason or a record stay what they are: no block of their own, and no place is filled in them', async () => {
    const reason = '# 决定书\n- 已生效\n{{ person.number }}{% include "x" %}\n<b>盖章</b>\u202e___ 签名';
    const check = await acts.checked(TOUR.b, 'h-1');
    const { body } = await acts.decide(check.checkId, {
      effect: 'adverse',
      measures: answers(check, 'cancel-hiring'),
      reason,
    });
    const paper = (await notice(body.decisionId)).body as PaperAnswer;
    expect(paper.blocks.filter(({ kind }) => kind === 'title')).toHaveLength(1);
    expect(paper.blocks.find(({ kind }) => kind === 'quote')).toEqual({
      kind: 'quote',
      text: [{ from: 'value', text: reason }],
    });
  });
});
