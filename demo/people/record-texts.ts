import type { RegistryEntry } from './types.ts';

/** What belongs to one record and its fields repeat. */
export interface TextContext {
  readonly subject: RegistryEntry;
  readonly organ: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly termEnds: string;
  readonly behaviourTitle: string;
  readonly severity: string;
}

/** Deciding organs, by record type; none of them exists. */
const ORGANS: Readonly<Record<string, string>> = {
  'judgment-debtor': '演示市人民法院',
  'unperformed-judgment': '演示市人民法院',
  'criminal-judgment': '演示市人民法院',
  'bankruptcy-responsibility': '演示市人民法院',
  'exam-integrity': '演示省公务员主管部门',
  'title-review-integrity': '演示市人力社保局',
  'tax-dishonesty': '演示市税务局',
  'abnormal-operations': '演示市市场监管局',
  'academic-integrity': '演示学院',
  'conscription-evasion': '演示市人民政府征兵办公室',
  'positive-listing': '演示市文明办',
  'volunteer-service': '演示市志愿服务联合会',
};
export const organOf = (recordType: string): string => ORGANS[recordType] ?? '演示市综合行政执法局';

const SIGNS: Readonly<Record<string, string>> = {
  penalty: '演罚字',
  'judgment-debtor': '演0899执',
  'criminal-judgment': '演0899刑初',
  'exam-integrity': '演公考处',
  licence: '演许字',
  'positive-listing': '演表字',
};
/** A document number such as 演罚字〔2026〕17号: the sign says that no organ issued it. */
export const documentNumberOf = (recordType: string, decidedOn: string, n: number): string =>
  `${SIGNS[recordType] ?? '演决字'}〔${decidedOn.slice(0, 4)}〕${n}号`;

/** Field name → its value. A field that is not named here gets one by its type. */
export const FIELD_TEXTS: Readonly<Record<string, (context: TextContext) => string>> = {
  name: ({ subject }) => subject.name,
  promiser: ({ subject }) => subject.name,
  bodyOrPost: ({ subject }) => subject.name,
  employer: () => '衢州示例服务有限公司',
  organisation: ({ organ }) => organ,
  uscc: ({ subject }) => subject.number,
  organUscc: () => '113308990000000190',
  idMasked: ({ subject }) =>
    `${subject.number.slice(0, 3)}${'*'.repeat(Math.max(1, subject.number.length - 5))}${subject.number.slice(-2)}`,
  idKind: ({ subject }) => subject.kind,
  conduct: ({ behaviourTitle }) => behaviourTitle,
  violationKind: ({ behaviourTitle }) => behaviourTitle,
  facts: ({ behaviourTitle }) => `演示事实：${behaviourTitle}。`,
  basis: () => '演示依据',
  content: () => '演示内容',
  decision: () => '演示处理决定',
  decisionContent: () => '演示列入决定',
  exam: () => '2025年度考试录用公务员笔试（演示）',
  recordYears: () => '5',
  listName: () => '严重失信主体名单（演示）',
  groundArticle: () => '演示条款',
  scope: () => '演示行业',
  certificate: () => '演示许可证',
  certificateName: () => '演示许可证',
  title: ({ behaviourTitle }) => behaviourTitle,
  text: () => '承诺所提交材料真实，并在期限内补齐。',
  claim: () => '三年内无失信记录',
  performance: () => '全部未履行',
  procedure: () => 'ordinary',
  finality: () => 'true',
  matched: () => 'true',
  penaltyKind: () => '罚款',
  fine: () => '0.500000',
  hours: () => '120',
  kind: () => '警告',
  status: () => '有效',
  stage: () => '履约中',
  severity: ({ severity }) => severity,
  organ: ({ organ }) => organ,
  court: ({ organ }) => organ,
  basisOrgan: ({ organ }) => organ,
  decidingOrgan: ({ organ }) => organ,
  inOrgan: ({ organ }) => organ,
  documentNo: ({ documentNumber }) => documentNumber,
  decisionNo: ({ documentNumber }) => documentNumber,
  basisNo: ({ documentNumber }) => documentNumber,
  caseNo: ({ documentNumber }) => documentNumber,
  contractNo: ({ documentNumber }) => documentNumber,
  decidedOn: ({ decidedOn }) => decidedOn,
  termEnds: ({ termEnds }) => termEnds,
  recordUntil: ({ termEnds }) => termEnds,
  validTo: ({ termEnds }) => termEnds,
  sanctionEnds: ({ termEnds }) => termEnds,
  dueOn: ({ termEnds }) => termEnds,
};

/** A value of the type that the data catalogue gives a field. */
export function textByType(type: string, { decidedOn, documentNumber }: TextContext): string {
  if (type.startsWith('enum ')) return type.slice(5).split('|')[0] ?? '';
  if (type === 'date') return decidedOn;
  if (type === 'datetime') return `${decidedOn}T01:00:00.000Z`;
  if (type === 'boolean') return 'true';
  if (/^(int|decimal)/.test(type)) return '1';
  return type === 'string' || type === 'text' ? '演示' : documentNumber;
}
