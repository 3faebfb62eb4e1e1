import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTAKE_CODES } from '../../../gateway/intake/codes.ts';
import { mergeRecords } from '../../../gateway/sources/merge.ts';
import type { ListConfig } from '../../../gateway/sources/platform/config.ts';
import { ROW_CLASSES } from '../../../gateway/sources/platform/row-classes.ts';
import { createListReaders } from '../../../gateway/sources/platform/rows.ts';
import { catalogue, contextOf, questionOn } from './lists.ts';

const NUMBER = '330899189506151038';
const query = questionOn(NUMBER, '江一鸣');
const LISTS: Record<string, ListConfig> = {
  examIntegrity: { type: 'exam-integrity', category: 'exam-integrity', states: {} },
  penalties: { type: 'penalty', category: 'administrative-penalty', states: {} },
  debtors: { type: 'judgment-debtor', category: 'dishonest-judgment-debtor', states: {} },
  wrong: { type: 'exam-integrity', category: 'criminal-judgment', states: {} },
};
const readerOf = createListReaders(LISTS);
const read = (list: keyof typeof LISTS, ...rows: unknown[]) => readerOf(list, catalogue)(rows, contextOf(query));

const exam = {
  姓名: '江一鸣',
  证件号码: NUMBER,
  目录编号: 'DEMO-1',
  行为编号: 'civil-exam-cheating',
  当前状态: '正常',
  认定单位: '演示省公务员主管部门',
  文号: '演公考处[2026]9号',
  日期: '2026年3月9日',
  公示截止期: '2027-03-08',
  考试名称: '演示考试',
  违纪违规情形: '作弊',
  处理决定: '取消资格',
  '记录期限（5年/长期）': '5',
};
const penalty = {
  行政相对人名称: '江一鸣',
  自然人证件号码: NUMBER,
  目录项编号: 'DEMO-2',
  当前状态: '0',
  行政处罚决定书文号: '演罚字〔2026〕1号',
  违法行为类型: '演示',
  违法事实: '演示',
  处罚依据: '演示',
  处罚类别: '罚款',
  处罚内容: '演示',
  处罚决定日期: '20260309',
  处罚机关: '演示市综合行政执法局',
  失信程度: '一般',
  处罚程序: '普通程序',
  是否确定: '是',
};
const debtor = {
  iname: '江一鸣',
  cardNum: NUMBER,
  catalogueItemId: 'DEMO-3',
  state: 'effective',
  courtName: '演示市人民法院',
  caseCode: '(2026)演0899执1号',
  regDate: '2026-02-01',
  publishDate: '2026-03-09',
  performance: '全部未履行',
  disruptTypeName: '有履行能力而拒不履行',
};
const unreadable = expect.objectContaining({ code: 'unreadable' });

describe('a row of an answer', () => {
  it('is read as a row of an office’s file would be', () => {
    expect(read('examIntegrity', exam)).toMatchObject([
      {
        type: 'exam-integrity',
        category: 'exam-integrity',
        behaviour: 'civil-exam-cheating',
        organ: '演示省公务员主管部门',
        documentNumber: '演公考处[2026]9号',
        decidedOn: '2026-03-09',
        publishUntil: '2027-03-08',
        state: 'effective',
        // The day that the answer stands for, as an instant.
        source: { id: 'city', asOf: '2026-11-21T16:00:00.000Z' },
      },
    ]);
    expect(read('examIntegrity', exam)[0]).not.toHaveProperty('subject');
    expect(read('penalties', penalty)).toMatchObject([{ severity: 'general', useUntil: '2027-03-09' }]);
    expect(read('debtors', debtor)).toMatchObject([{ organ: '演示市人民法院', decidedOn: '2026-03-09' }]);
  });

  it.each(['20260309', '2026-3-9', '2026年3月9日', '2026/03/09', '2026-03-09 00:00:00'])('has its day as %s', (day) =>
    expect(read('examIntegrity', { ...exam, 日期: day })).toMatchObject([{ decidedOn: '2026-03-09' }]),
  );
  it.each(['长期', '2099-12-31', '', null])('has no stated end as %j, and the rule sets one', (end) =>
    expect(read('penalties', { ...penalty, 公示截止期: end })).toMatchObject([{ publishUntil: '2027-03-09' }]),
  );

  it('says the same whether it says nothing as null, as an empty text or not at all', () => {
    const [plain] = read('penalties', penalty);
    for (const nothing of ['', null, ' '])
      expect(read('penalties', { ...penalty, 数据来源单位: nothing, '没收金额（万元）': nothing })).toEqual([plain]);
  });

  it.each(['江 一 鸣', '江　一鸣', ' 江一鸣 '])('is the same person’s as %j', (name) =>
    expect(read('examIntegrity', { ...exam, 姓名: name })).toHaveLength(1),
  );

  it.each([
    ['another day of birth, and so another number', { 证件号码: '330899189001010010' }],
    ['a number that cannot be right', { 证件号码: '330899189506151039' }],
    ['another name', { 姓名: '周映川' }],
    ['no name', { 姓名: '' }],
    ['no number', { 证件号码: null }],
    ['no document number', { 文号: '' }],
    ['no organ', { 认定单位: '' }],
    ['no day', { 日期: '' }],
    ['a day that is none', { 日期: '2026-02-30' }],
    ['a day to come', { 日期: '2027-03-09' }],
    ['an end that is none', { 公示截止期: '明天' }],
    ['a state that nobody knows', { 当前状态: '3' }],
    ['a behaviour that our lists do not have', { 行为编号: 'no-such-behaviour' }],
    ['a lost character', { 认定单位: '演示\uFFFD' }],
    ['something nested', { 认定单位: { name: '演示' } }],
    ['a formula', { 处理决定: '=1+1' }],
  ])('makes the answer unreadable with %s', (_what, other) => {
    expect(() => read('examIntegrity', exam, { ...exam, ...other })).toThrow(unreadable);
    expect(read('examIntegrity', exam)).toHaveLength(1);
  });

  it.each(['目录编号', '当前状态'])(
    'makes it unreadable without a column %s at all: its format has changed',
    (column) => {
      const { [column as keyof typeof exam]: _, ...row } = exam;
      expect(() => read('examIntegrity', row)).toThrow(unreadable);
    },
  );

  it.each<[string, unknown]>([
    ['a text', 'row'],
    ['nothing', null],
    ['a list', [1]],
  ])('makes it unreadable where it is %s', (_what, row) =>
    expect(() => read('examIntegrity', row)).toThrow(unreadable),
  );

  it.each([
    ['no catalogue item', 'examIntegrity', { ...exam, 目录编号: '' }],
    ['a simplified procedure', 'penalties', { ...penalty, 处罚程序: '简易程序' }],
    ['no final decision', 'penalties', { ...penalty, 是否确定: '否' }],
    ['a minor class and no stated day', 'penalties', { ...penalty, 失信程度: '轻微' }],
    ['a rating', 'penalties', { ...penalty, 处罚内容: '信用等级降为C级' }],
  ])('is as if never there with %s', (_what, list, row) => expect(read(list, row)).toEqual([]));

  it.each([
    ['procedure', { 处罚程序: '' }],
    ['finality', { 是否确定: '' }],
    ['severity', { 失信程度: '' }],
  ])('makes it unreadable where it does not say whether a rule keeps it out: %s', (_what, other) =>
    expect(() => read('penalties', { ...penalty, ...other })).toThrow(unreadable),
  );

  it('may say by contract what it does not say by itself', () => {
    const { 处罚程序: _, ...row } = penalty;
    const stated = createListReaders({
      penalties: { type: 'penalty', category: 'administrative-penalty', states: { procedure: 'ordinary' } },
    });
    expect(stated('penalties', catalogue)([row], contextOf(query))).toHaveLength(1);
  });

  it('is of no list whose type is in another category', () => expect(() => read('wrong', exam)).toThrow(unreadable));

  it('keeps its end, so that the end can win over another source’s copy', () =>
    expect(read('examIntegrity', { ...exam, 当前状态: '已修复' })).toMatchObject([{ state: 'repaired' }]));
});

describe('a masked number', () => {
  it.each(['330***********1038', '330*************38', '3308**********1038', '330899＊＊＊＊＊＊＊＊1038'])(
    'that can be the one asked about is: %s',
    (masked) => expect(read('examIntegrity', { ...exam, 证件号码: masked })).toHaveLength(1),
  );
  it.each(['331***********1038', '330*************39', '******************', '330****38*'])(
    'that cannot be, or says nothing, makes the answer unreadable: %s',
    (masked) => expect(() => read('examIntegrity', { ...exam, 证件号码: masked })).toThrow(unreadable),
  );
  it('never decides anybody on the courts’ public list', () =>
    expect(() => read('debtors', { ...debtor, cardNum: '330***********1038' })).toThrow(unreadable));
  it('decides nobody by the name beside it', () =>
    expect(() => read('examIntegrity', { ...exam, 证件号码: '330***********1038', 姓名: '江一明' })).toThrow(
      unreadable,
    ));
});

describe('the classes of rows', () => {
  it('are two, for every code of the intake', () => {
    expect(Object.keys(ROW_CLASSES).sort()).toEqual([...INTAKE_CODES].sort());
  });
  it('keep out only what a rule names', () => {
    const keptOut = Object.entries(ROW_CLASSES).flatMap(([code, kind]) => (kind === 'kept-out' ? [code] : []));
    expect(keptOut.sort()).toEqual([
      'behaviour-excluded',
      'minor',
      'minor-class-unpublished',
      'no-item',
      'not-final',
      'rating',
      'simplified-procedure',
    ]);
  });
  it('never lose a record: any one cell changed gives it, keeps it out by a rule, or makes the answer unreadable', () => {
    const [record] = read('penalties', penalty);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(penalty)), fc.string({ unit: 'binary' }), (key, text) => {
        try {
          const found = read('penalties', { ...penalty, [key]: text });
          // Only a rule: its item, its procedure, whether it is final, its class, a rating.
          if (found.length === 0) expect(['目录项编号', '处罚程序', '是否确定', '失信程度', '处罚内容']).toContain(key);
          else expect(found[0]).toMatchObject({ type: record?.type, category: record?.category });
        } catch (error) {
          expect(error).toEqual(unreadable);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('gives one record of two deliveries in one answer, whatever the brackets and blanks of its number', () => {
  const found = read('examIntegrity', exam, { ...exam, 文号: '演公考处〔2026〕 9号', 日期: '2026-3-9' });
  expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  expect(mergeRecords(found, new Set())).toHaveLength(1);
});
