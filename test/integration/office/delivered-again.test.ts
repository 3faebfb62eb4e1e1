/** A record delivered again: what is the same, what is older, what corrects, what ends it (DESIGN §1.6, FORMATS). */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type CivilDate } from '@duecheck/core/time';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { numberOf, penaltyRow } from '../../../demo/intake/penalty-rows.ts';
import { type FileReport, importFile } from '../../../gateway/intake/import-file.ts';
import { actsIn, answers } from '../gateway/acts.ts';
import { type City, ORIGIN, openCity, TOUR } from '../gateway/city.ts';

let city: City;
let today: CivilDate;
beforeAll(async () => {
  city = await openCity();
  ({ today } = await city.gateway.world.legal(city.gateway.world.db));
});
afterAll(() => city.close());

type Row = Readonly<Record<string, string>>;

let files = 0;
async function deliver(type: string, rows: readonly Row[]): Promise<FileReport> {
  const file = join(tmpdir(), `duecheck-again-${process.pid}-${files++}.csv`);
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  writeFileSync(file, csvText([headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]));
  try {
    const report = await importFile(city.gateway.world, { file, type, organisation: 'qz' });
    const { rows: all, taken, refused, repeated, changed } = report;
    expect(taken + refused + repeated + changed).toBe(all);
    expect(report.reasons).toEqual({});
    return report;
  } finally {
    rmSync(file);
  }
}
const penalties = (...rows: Row[]) => deliver('penalty', rows);
let made = 0;
/** A penalty that nobody has yet. */
const penalty = (): Row => penaltyRow(2_000_000 + made++);

const recordOf = async (row: Row) => {
  const { db, index } = city.gateway.world;
  const key = index.subject('resident-id', row.自然人证件号码 ?? '');
  return db.selectFrom('credit_record').selectAll().where('subject_key', '=', key).executeTakeFirstOrThrow();
};
const changesOf = async (row: Row) => {
  const { id } = await recordOf(row);
  return city.gateway.world.db.selectFrom('record_change').selectAll().where('record', '=', id).execute();
};
const supplied = (row: Row, daysAgo: number): Row => ({ ...row, 提供日期: addDays(today, -daysAgo) });

describe('a row that comes again', () => {
  it('with the same content is repeated, whoever writes it how', async () => {
    const row = penalty();
    await penalties(row);
    const other = { ...row, 行政处罚决定书文号: row.行政处罚决定书文号?.replace('〔', '[').replace('〕', ']') ?? '' };
    expect(await penalties(row, other, supplied(row, 0))).toMatchObject({ repeated: 3, changed: 0 });
    expect(await changesOf(row)).toEqual([]);
  });

  it('with other content corrects the record, as an entry about its person', async () => {
    const row = penalty();
    await penalties(row);
    const before = await city.entries();
    expect(await penalties({ ...row, 失信程度: '严重', 处罚内容: '演示内容二' })).toMatchObject({ changed: 1 });
    expect(await recordOf(row)).toMatchObject({ state: 'corrected', severity: 'serious', use_until: '2029-03-09' });
    // The correction, and the import's own.
    expect(await city.entries()).toBe(before + 2);
    const [change] = await changesOf(row);
    expect(change).toMatchObject({ state_before: 'effective', state_after: 'corrected' });
    const entry = await city.gateway.world.db
      .selectFrom('register_entry')
      .selectAll()
      .where('id', '=', change?.entry ?? '')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ type: 'correction', organisation: 'qz' });
    expect(entry.subject_key).not.toBeNull();
  });

  it('as of an earlier day than what is known is older, and changes nothing', async () => {
    const row = supplied(penalty(), 3);
    await penalties(row);
    expect(await penalties({ ...supplied(row, 5), 处罚内容: '旧内容' })).toMatchObject({ repeated: 1, changed: 0 });
    expect(await penalties({ ...supplied(row, 1), 处罚内容: '新内容' })).toMatchObject({ repeated: 0, changed: 1 });
  });

  it('does not bring back what a later row took the place of, unless its organ says so by a later day', async () => {
    const first = supplied(penalty(), 5);
    const second = { ...supplied(first, 3), 处罚内容: '更正后' };
    await penalties(first, second);
    expect(await penalties(first, second)).toMatchObject({ repeated: 2, changed: 0 });
    const undated = { ...first, 提供日期: '' };
    expect(await penalties(undated)).toMatchObject({ repeated: 1, changed: 0 });
    expect(await penalties(supplied(first, 2))).toMatchObject({ changed: 1 });
    expect(await penalties(second)).toMatchObject({ repeated: 1, changed: 0 });
  });

  it('may say something newer further down in the same file', async () => {
    const row = penalty();
    expect(await penalties(row, { ...row, 罚款金额: '', 处罚内容: '更正后' })).toMatchObject({ taken: 1, changed: 1 });
    expect(await recordOf(row)).toMatchObject({ state: 'corrected' });
  });

  it('that was taken before contents were remembered is compared by reading', async () => {
    const row = penalty();
    await penalties(row);
    const { db } = city.gateway.world;
    const { id, content_digest } = await recordOf(row);
    await db.updateTable('credit_record').set({ content_digest: null }).where('id', '=', id).execute();
    expect(await penalties(row)).toMatchObject({ repeated: 1, changed: 0 });
    expect((await recordOf(row)).content_digest).toEqual(content_digest);
    await db.updateTable('credit_record').set({ content_digest: null }).where('id', '=', id).execute();
    expect(await penalties({ ...row, 处罚内容: '另一内容' })).toMatchObject({ changed: 1 });
  });
});

describe('whatever comes in whatever order', () => {
  const version = fc.record({ says: fc.constantFrom('甲', '乙', '丙'), daysAgo: fc.constantFrom(null, 1, 2, 3, 4) });
  type Version = { readonly says: string; readonly daysAgo: number | null };
  const rowsOf = (row: Row, versions: readonly Version[]): Row[] =>
    versions.map(({ says, daysAgo }) => {
      const said = { ...row, 处罚内容: says, 提供日期: '' };
      return daysAgo === null ? said : supplied(said, daysAgo);
    });
  const contentOf = async (row: Row) => (await recordOf(row)).content_digest;

  it('a file that comes again changes nothing, and how rows are split into files is all one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 6 }), async (versions) => {
        const row = penalty();
        const rows = rowsOf(row, versions);
        await penalties(...rows);
        const whole = await contentOf(row);
        expect(await penalties(...rows)).toMatchObject({ changed: 0, repeated: rows.length });
        expect(await contentOf(row)).toEqual(whole);

        const { db } = city.gateway.world;
        const { id } = await recordOf(row);
        await db.deleteFrom('record_change').where('record', '=', id).execute();
        await db.deleteFrom('superseded_content').where('record', '=', id).execute();
        await db.deleteFrom('credit_record').where('id', '=', id).execute();
        for (const one of rows) await penalties(one);
        expect(await contentOf(row)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what has ended', () => {
  const change = async (row: Row, state: string) =>
    city.post('sunhao', `/v1/records/${(await recordOf(row)).id}/state`, {
      ...{ state, documentNumber: '演复决〔2026〕9号', reason: '经复核' },
    });

  it.each(['repaired', 'withdrawn', 'sealed'])('%s: no row brings it back, however new', async (state) => {
    const row = supplied(penalty(), 3);
    await penalties(row);
    await change(row, state);
    const newer = { ...supplied(row, 0), 失信程度: '严重' };
    expect(await penalties(row, newer)).toMatchObject({ repeated: 2, changed: 0 });
    expect(await recordOf(row)).toMatchObject({ state, severity: 'general' });
  });

  it('by its own term: no row prolongs it', async () => {
    const row = { ...supplied(penalty(), 3), 处罚决定日期: '2024-3-9' };
    await penalties(row);
    expect(await penalties({ ...supplied(row, 0), 失信程度: '严重' })).toMatchObject({ repeated: 1, changed: 0 });
  });

  it('a dispute goes on though the organ delivers the record again', async () => {
    const row = penalty();
    await penalties(row);
    await change(row, 'disputed');
    expect(await penalties({ ...row, 处罚内容: '更正后' })).toMatchObject({ changed: 1 });
    expect(await recordOf(row)).toMatchObject({ state: 'disputed' });
    const [, corrected] = await changesOf(row);
    const entry = await city.gateway.world.db
      .selectFrom('register_entry')
      .select('type')
      .where('id', '=', corrected?.entry ?? '')
      .executeTakeFirst();
    expect(entry?.type).toBe('correction');
  });

  it('by a row that says so: withdrawn at once, and for good', async () => {
    const row = penalty();
    await penalties(row);
    expect(await penalties({ ...row, 当前状态: '1' })).toMatchObject({ changed: 1 });
    expect(await recordOf(row)).toMatchObject({ state: 'withdrawn' });
    expect(await penalties(row)).toMatchObject({ repeated: 1 });
  });
});

describe('what rests on a record', () => {
  const { shown } = TOUR.c;
  const cheated: Row = {
    ...{
      姓名: shown.name,
      证件号码: shown.number,
      目录项编号: 'DEMO-0303',
      考试名称: '演示考试',
      文号: '演考〔2026〕1号',
    },
    ...{ 违纪违规情形: 'civil-exam-cheating', 日期: '2026-03-09', 认定机关: '演示市考试院', 失信程度: '一般' },
    ...{ 公示截止期: '2099-12-31', 处理决定: '演示决定' },
  };

  it('looks again, and is listed to be lifted, when a row ends it', async () => {
    const acts = actsIn(city);
    await deliver('exam-integrity', [cheated]);
    const check = await acts.checked(TOUR.c, 'again-1');
    const measures = answers(check, check.outcome.restrictions[0].measure);
    const { body } = await acts.decide(check.checkId, { effect: 'adverse', measures, reason: '公务员考试作弊' });
    const id = body.decisionId;
    await acts.step(id, 'notice', { deliveredOn: check.legalToday, means: 'in-person' });
    await acts.step(id, 'hearing', { heardOn: check.legalToday, statement: '无异议' });
    const { checkId } = await acts.checked(TOUR.c, 'again-1');
    expect((await acts.step(id, 'effect', { checkId, reason: '生效' })).body.state).toBe('effective');
    await acts.checked(TOUR.c, 'again-2');

    // In another word of the same: nothing rests on when it was reported.
    const noted = await deliver('exam-integrity', [{ ...cheated, 信息提供部门名称: '演示市考试院二处' }]);
    expect(noted).toMatchObject({ changed: 1 });
    const lifts = async () => (await city.call('limin', 'GET', '/v1/measures-to-lift')).body.measures;
    const due = async () => {
      const at = { decisionPoint: 'civil-service-hiring', case: { key: 'again-2' }, origin: ORIGIN };
      return (await city.call('limin', 'POST', '/v1/due', at)).body;
    };
    expect([await lifts(), (await due()).holds]).toEqual([[], false]);

    const report = await deliver('exam-integrity', [{ ...cheated, 当前状态: '撤销' }]);
    expect(report).toMatchObject({ changed: 1 });
    expect(await lifts()).toMatchObject([{ decisionId: id, organisation: 'qz-rsj', overdue: false }]);
    expect(await due()).toMatchObject({ holds: true, reason: 'record-changed' });
    expect((await acts.checked(TOUR.c, 'again-3')).outcome.kind).toBe('clear');
  });
});

describe('a removal from a list', () => {
  const listing = (n: number): Row => ({
    ...{ 名称: '演示名称', 证件号码: numberOf(2_500_000 + n), 目录项编号: 'DEMO-0302', 列入名单名称: '演示名单' },
    ...{ 列入日期: addDays(today, -100), 列入决定书文号: `演列〔2026〕${n}号`, 列入单位: '演示市人力社保局' },
    ...{ 列入事由: '演示事由' },
  });
  const stored = async (n: number) => {
    const { db, index } = city.gateway.world;
    const key = index.subject('resident-id', numberOf(2_500_000 + n));
    return db.selectFrom('credit_record').selectAll().where('subject_key', '=', key).executeTakeFirstOrThrow();
  };

  it('ends the use of the record from that day, and it does not come back', async () => {
    await deliver('serious-dishonesty-listing', [listing(1)]);
    const removed = { ...listing(1), 移出日期: today };
    expect(await deliver('serious-dishonesty-listing', [removed])).toMatchObject({ changed: 1 });
    expect(await stored(1)).toMatchObject({ state: 'effective', use_until: addDays(today, -1) });
    expect(await deliver('serious-dishonesty-listing', [listing(1), removed])).toMatchObject({ repeated: 2 });
    expect(await stored(1)).toMatchObject({ use_until: addDays(today, -1) });
  });
});
