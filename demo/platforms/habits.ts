/** How each platform writes things: two houses, two programmers, two decades. */
import type { PlatformId } from '../people/index.ts';

export interface Habits {
  readonly title: string;
  readonly charset: 'GBK' | 'UTF-8';
  /** Whether it compares name and number with the city's population data. */
  readonly comparesNames: boolean;
  /** The key of a field in its rows: one takes the words of the data catalogue, one the names. */
  readonly key: (field: { readonly name: string; readonly zh: string }) => string;
  /** Keys of whom a row is about, and of what every row has. */
  readonly keys: Readonly<Record<CommonKey, string>>;
  /** A day, `YYYY-MM-DD`, as it writes it; the same record in another way the second time. */
  readonly date: (day: string, again: boolean) => string;
  readonly withoutEnd: string;
  readonly documentNumber: (text: string, again: boolean) => string;
  readonly name: (text: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly words: Readonly<Record<string, string>>;
  /** Record type → the list in `data` that holds its rows. */
  readonly lists: Readonly<Record<string, string>>;
}

type CommonKey =
  | 'name'
  | 'number'
  | 'idKind'
  | 'item'
  | 'behaviour'
  | 'organ'
  | 'documentNo'
  | 'decidedOn'
  | 'state'
  | 'publishUntil'
  | 'severity'
  | 'domain'
  | 'occupation'
  | 'licence'
  | 'supplier'
  | 'updatedAt';

const bracketed = (text: string, open: string, close: string) => text.replace('〔', open).replace('〕', close);
const parts = (day: string) => day.split('-').map(Number) as [number, number, number];

export const HABITS: Readonly<Record<PlatformId, Habits>> = {
  city: {
    title: '信用衢州（演示）· 市公共信用信息服务平台',
    charset: 'GBK',
    comparesNames: true,
    key: ({ zh }) => zh,
    keys: {
      name: '姓名',
      number: '证件号码',
      idKind: '证件类型',
      item: '目录编号',
      behaviour: '行为编号',
      organ: '认定单位',
      documentNo: '文书号',
      decidedOn: '认定日期',
      state: '当前状态',
      publishUntil: '公示截止期',
      severity: '失信程度',
      domain: '所属领域/职业',
      occupation: '所涉职业',
      licence: '所涉许可',
      supplier: '信息提供部门名称',
      updatedAt: '数据更新时间',
    },
    date: (day, again) => {
      const [year, month, date] = parts(day);
      return again ? `${year}-${month}-${date}` : `${year}年${month}月${date}日`;
    },
    withoutEnd: '长期',
    documentNumber: (text, again) => bracketed(text, again ? '（' : '[', again ? '）' : ']'),
    name: (text) => (/^\p{Script=Han}{2,3}$/u.test(text) ? [...text].join('　') : text),
    yes: '是',
    no: '否',
    words: {
      minor: '轻微',
      general: '一般',
      serious: '严重',
      effective: '正常',
      disputed: '异议',
      corrected: '已修正',
      repaired: '已修复',
      withdrawn: '撤销',
      sealed: '封存',
      ordinary: '普通程序',
      'resident-id': '身份证',
      uscc: '统一社会信用代码',
    },
    lists: {
      penalty: 'penalties',
      'serious-dishonesty-listing': 'blackList',
      'positive-listing': 'redList',
      'exam-integrity': 'examIntegrity',
      'abnormal-operations': 'abnormal',
      licence: 'licences',
    },
  },
  province: {
    title: '省公共信用信息服务平台（演示）',
    charset: 'UTF-8',
    comparesNames: false,
    key: ({ name }) => name,
    keys: {
      name: 'subjectName',
      number: 'subjectNumber',
      idKind: 'subjectIdKind',
      item: 'catalogueItemId',
      behaviour: 'behaviourId',
      organ: 'organ',
      documentNo: 'documentNo',
      decidedOn: 'decidedOn',
      state: 'state',
      publishUntil: 'publishUntil',
      severity: 'severity',
      domain: 'domain',
      occupation: 'occupation',
      licence: 'licence',
      supplier: 'supplierName',
      updatedAt: 'updatedAt',
    },
    date: (day, again) => (again ? `${day} 00:00:00` : day.replaceAll('-', '')),
    withoutEnd: '2099-12-31',
    documentNumber: (text, again) => bracketed(text, again ? '［' : '(', again ? '］' : ')'),
    name: (text) => text,
    yes: 'true',
    no: 'false',
    words: { 'resident-id': '居民身份证' },
    lists: {
      penalty: 'xzcf',
      'serious-dishonesty-listing': 'yzsxztmd',
      'positive-listing': 'sxjl',
      'exam-integrity': 'kscx',
      'judgment-debtor': 'sxbzxr',
      'tax-dishonesty': 'swsx',
    },
  },
};
