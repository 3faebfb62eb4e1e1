/**
 * Decisions that offices send as a plain table: subject, document, organ, day, and what the data catalogue adds for the
 * type, by its own names.
 */
import { company, day, documentNumber, type OfficeFile, person, term, validity } from './office-file.ts';

interface Decision extends Pick<OfficeFile, 'type' | 'form'> {
  readonly title: string;
  readonly behaviour: string;
  readonly organ: string;
  readonly sign: string;
  /** Headers of organ, document and day, where the type names them its own way. */
  readonly headers?: readonly [organ: string, document: string, day: string];
  readonly more?: (n: number) => Readonly<Record<string, string>>;
  readonly subject?: OfficeFile['subject'];
}

const ENDING = { csv: 'csv', 'csv-with-mark': 'csv', 'csv-gb18030': 'csv', xlsx: 'xlsx', ndjson: 'ndjson' } as const;
const USUAL = ['决定机关', '文书号', '日期'] as const;

function decisionFile(decision: Decision, at: number): OfficeFile {
  const { type, form, title, behaviour, sign, headers = USUAL, more = () => ({}), subject = person } = decision;
  const [organHeader, documentHeader, dayHeader] = headers;
  return {
    type,
    form,
    name: `${title}.${ENDING[form]}`,
    subject,
    row: ({ name, number }, n) => ({
      ...(subject === person
        ? { 姓名: name, 证件类型: '居民身份证', 证件号码: number }
        : { 单位名称: name, 统一社会信用代码: number }),
      [organHeader]: decision.organ,
      [documentHeader]: documentNumber(sign, n),
      [dayHeader]: day(n),
      ...more(n),
      信用行为编号: behaviour,
      目录项编号: `DEMO-07${String(at + 1).padStart(2, '0')}`,
    }),
  };
}

const COURT = '演示市人民法院';
const DECISIONS: readonly Decision[] = [
  {
    type: 'administrative-enforcement',
    title: '行政强制执行',
    form: 'csv',
    behaviour: 'enforced-administrative-decision',
    organ: '演示市综合行政执法局',
    sign: '演强字',
    headers: ['机关', '文书号', '日期'],
    subject: company,
  },
  {
    type: 'criminal-judgment',
    title: '生效刑事判决',
    form: 'csv-gb18030',
    behaviour: 'criminal-judgment',
    organ: COURT,
    sign: '演0899刑初',
    headers: ['法院', '文书号', '生效日期'],
    more: (n) => ({
      是否存在法定情形: '是',
      对应法律条款: '演示条款',
      限制期限届满: term(n),
      是否故意犯罪: '是',
      是否过失犯罪: '否',
      是否判处有期徒刑以上: '是',
    }),
  },
  {
    type: 'unperformed-judgment',
    title: '不履行生效法律文书',
    form: 'ndjson',
    behaviour: 'unperformed-judgment',
    organ: COURT,
    sign: '演0899民初',
    headers: ['法院', '案号', '生效日期'],
  },
  {
    type: 'bankruptcy-responsibility',
    title: '对破产负有个人责任',
    form: 'csv',
    behaviour: 'bankruptcy-responsible',
    organ: COURT,
    sign: '演0899破',
    headers: ['法院', '案号', '终结破产程序日期'],
    more: () => ({ 是否负有个人责任: '是' }),
  },
  {
    type: 'licence-revocation',
    title: '吊销许可证件',
    form: 'xlsx',
    behaviour: 'licence-revoked',
    organ: '演示市市场监管局',
    sign: '演吊字',
    more: (n) => ({
      被吊销证照: '演示许可证',
      是否负有个人责任: '是',
      本人在被吊销单位的职务: 'legal-representative',
      期限届满: term(n),
    }),
  },
  {
    type: 'industry-ban',
    title: '限制从业',
    form: 'csv',
    behaviour: 'accounting-ban',
    organ: '演示市财政局',
    sign: '演禁字',
    more: (n) => ({ 禁入范围: '会计工作', 期限届满: validity(n) }),
  },
  {
    type: 'disciplinary-sanction',
    title: '处分信息',
    form: 'csv-with-mark',
    behaviour: 'sanctioned',
    organ: '演示市监察委员会',
    sign: '演处字',
    more: (n) => ({ 处分种类: '记过', 期限届满: term(n) }),
  },
  {
    type: 'disciplinary-dismissal',
    title: '开除公职',
    form: 'csv-gb18030',
    behaviour: 'dismissed',
    organ: '演示市监察委员会',
    sign: '演开字',
  },
  {
    type: 'exam-integrity',
    title: '考试诚信记录',
    form: 'xlsx',
    behaviour: 'civil-exam-cheating',
    organ: '演示省公务员主管部门',
    sign: '演公考处',
    headers: ['认定单位', '文号', '日期'],
    more: () => ({
      考试名称: '2025年度考试录用公务员笔试（演示）',
      违纪违规情形: '演示情形',
      处理决定: '演示处理决定',
      记录期限: '5',
    }),
  },
  {
    type: 'title-review-integrity',
    title: '职称评审诚信记录',
    form: 'csv',
    behaviour: 'title-fraud',
    organ: '演示市人力社保局',
    sign: '演职字',
    headers: ['认定单位', '文号', '日期'],
    more: (n) => ({ 情形: '演示情形', 记录期限: term(n) }),
  },
  {
    type: 'academic-integrity',
    title: '成年学生诚信档案',
    form: 'ndjson',
    behaviour: 'academic-misconduct',
    organ: '演示学院',
    sign: '演学字',
    more: (n) => ({ 情形: '演示情形', 期限届满: term(n) }),
  },
  {
    type: 'conscription-evasion',
    title: '拒不履行国防义务',
    form: 'csv',
    behaviour: 'serious-national-defence',
    organ: '演示市人民政府征兵办公室',
    sign: '演征字',
    more: (n) => ({ 期限届满: term(n) }),
  },
  {
    type: 'other-adverse',
    title: '其他不良信息',
    form: 'csv-gb18030',
    behaviour: 'other-adverse',
    organ: '演示市综合行政执法局',
    sign: '演他字',
    more: (n) => ({ 期限届满: term(n) }),
  },
];

export const DECISION_FILES: readonly OfficeFile[] = DECISIONS.map(decisionFile);
