import { loadCatalogue } from '@duecheck/catalogue';
import { indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { describe, expect, it } from 'vitest';
import { DENIED_ITEMS, isDenied, isRating } from '../../../gateway/intake/layout/denied-columns.ts';
import { createHeaderLookup } from '../../../gateway/intake/layout/header-lookup.ts';
import { importableType } from '../../../gateway/intake/row-reader.ts';

const parsed = parseCatalogue(loadCatalogue().value);
if (!parsed.ok) throw new Error('the catalogue has problems');
const catalogue = indexCatalogue(parsed.catalogue);
const lookupOf = (type: string) => createHeaderLookup(importableType(catalogue, type), catalogue);

const importable = catalogue.catalogue.recordTypes.filter(({ category }) => category !== 'process');

describe('a header', () => {
  const penalty = lookupOf('penalty');

  it.each([
    // Codes 2 and 3 swap places between the layouts: what they say decides.
    ['行政相对人代码_2（工商注册号）', 'registration'],
    ['行政相对人代码_3（组织机构代码）', 'organisationCode'],
    ['行政相对人代码＿2(组织机构代码)', 'organisationCode'],
    ['行政相对人代码＿3（工商登记码）', 'registration'],
    ['行政相对人代码_1 统一社会信用代码', 'subjectUscc'],
    ['行政相对人代码_1', 'subjectUscc'],
    ['行政相对人代码_2', null],
    ['行政相对人代码_5', null],
    ['行政相对人代码＿5（居民身份证号）', 'subjectNumber'],
    ['*行政处罚决定书文号', 'documentNo'],
    ['cf_wsh', 'documentNo'],
    ['罚款金额(万元)', 'fine'],
    ['没收违法所得、没收非法财物的金额（万元）', 'confiscated'],
    ['处罚机关统一社会信用代码', 'organUscc'],
    ['数据来源单位统一社会信用代码', 'supplierCode'],
    // Somebody else's papers never become the subject's.
    ['法定代表人证件号码', null],
    ['法定代表人身份证号', null],
    ['经办人电话', null],
  ])('%s is %s', (header, field) => expect(penalty(header)).toBe(field));

  it.each(importable.map(({ id }) => id))('of %s is known by its name and its title in the data catalogue', (id) => {
    const type = importableType(catalogue, id);
    const lookup = createHeaderLookup(type, catalogue);
    for (const { name, zh } of type.fields) {
      expect([name, lookup(name)]).toEqual([name, name]);
      // 法定代表人 alone is a field; with papers behind it, it is somebody else's.
      expect([zh, lookup(zh)]).toEqual([zh, expect.any(String)]);
    }
  });

  it.each(['check', 'repair'])('is not asked for of %s: a register of the system itself', (id) =>
    expect(() => importableType(catalogue, id)).toThrow(expect.objectContaining({ code: 'type-not-imported' })),
  );
  it.each(['rating', '婚姻登记', 'constructor'])('is not asked for of %s: no such record type', (id) =>
    expect(() => importableType(catalogue, id)).toThrow(expect.objectContaining({ code: 'no-such-type' })),
  );
});

describe('the deny list', () => {
  // Not columns: one is a whole rule, one is a person.
  const NOT_A_COLUMN = ['法律法规禁止采集的其他信息', '未满十八周岁的自然人（具有完全民事行为能力的除外）'];

  it('is known by headers, item by item', () => {
    const items = catalogue.catalogue.denied.flatMap((one) => one.items);
    expect(items.filter((item) => !DENIED_ITEMS.includes(item) && !NOT_A_COLUMN.includes(item))).toEqual([]);
  });

  it.each(['血型', '民族', '婚姻状况', '月工资（元）', '信用等级', '个人信用分', '家庭住址', '最高学历'])(
    'drops %s',
    (header) => expect(isDenied(header)).toBe(true),
  );
  it.each(['拖欠工资数额', '罚款金额（万元）', '处罚机关', '注册地址'])('lets %s be', (header) =>
    expect(isDenied(header)).toBe(false),
  );
  it('drops no field of the data catalogue', () => {
    for (const { fields } of importable) for (const { zh } of fields) expect([zh, isDenied(zh)]).toEqual([zh, false]);
  });
  it.each(['纳税信用A级纳税人', '企业信用评价结果优秀', '信用等级AAA'])('knows the rating in %s', (text) =>
    expect(isRating(text)).toBe(true),
  );
});
