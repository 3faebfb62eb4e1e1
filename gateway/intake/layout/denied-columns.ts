/**
 * Columns that are dropped as they are read: neither kept nor written among the rejects (catalogue, denied.yaml). Words as
 * they occur in headers; the catalogue's items are the list, and a test holds the two together.
 */
import { headerText } from './header-text.ts';

const DENIED: readonly (readonly [item: string, headers: RegExp])[] = [
  ['宗教信仰', /宗教|信仰/],
  ['基因', /基因|dna/],
  ['指纹', /指纹|人脸|虹膜|生物识别/],
  ['血型', /血型/],
  ['疾病和病史', /疾病|病史|病情|诊断|健康状况|残疾/],
  ['收入', /收入/],
  ['存款', /存款|银行账[户号]|余额/],
  ['有价证券', /有价证券|股票|基金份额/],
  ['商业保险', /商业保险|保单/],
  ['不动产', /不动产|房产|房屋所有权/],
  ['纳税数额', /纳税数额|纳税额/],
  ['婚姻登记', /婚姻|配偶|结婚|离婚/],
  ['工资', /工资|薪酬|薪金/],
  ['养老保险状态', /养老保险|社保|医保/],
  ['低保及低保家庭成员', /低保|家庭成员/],
  ['儿童疫苗接种', /疫苗|接种/],
  ['殡葬登记', /殡葬|火化/],
  ['社区矫正人员', /社区矫正/],
  ['学历', /学历|学位|文化程度|教育程度/],
  ['车辆', /车辆|车牌|号牌/],
  ['就业状况', /就业状况|就业状态|失业/],
  ['献血（经本人同意的守信记录除外）', /献血/],
  ['一般交通违法', /交通违法/],
  ['个人信用分', /信用分|信用评分|信用积分/],
  ['信用等级', /信用等级|信用级别|信用评级/],
  ['信用评价结果', /信用评价|评价结果|评价等级/],
  // The person's record type says what more is never collected: address, ethnicity, photograph.
  ['person-identity', /民族|住址|家庭地址|照片|政治面貌/],
];

/** What a body owes its workers is about the body: lists of wage arrears name it. */
const OWED = /拖欠|欠薪/;

export function isDenied(header: string): boolean {
  const text = headerText(header);
  return !OWED.test(text) && DENIED.some(([, pattern]) => pattern.test(text));
}

export const DENIED_ITEMS: readonly string[] = DENIED.map(([item]) => item);

/** A rating in a record's own words. Never taken, by whichever name (DESIGN §1.8). */
export const isRating = (text: string): boolean =>
  /信用(等级|级别|评级|评分|积分|评价(等级|结果))|个人信用分|纳税信用[A-DM]级|[A-D]级纳税/i.test(text);
