/** What the first row of each office file in `demo/intake` has to become, worked out by hand from the rules in `terms.ts`. */

const terms = (publish: string | null, use: string | null, retain: string | null) => ({
  publish_until: publish,
  use_until: use,
  retain_until: retain,
});
/** No term is said: five years from the determination. */
const FIVE_YEARS = terms('2031-01-05', '2031-01-05', '2031-01-05');
/** The term that was decided; kept for five years all the same. */
const ITS_TERM = terms('2028-06-30', '2028-06-30', '2031-01-05');
/** What holds as long as it says, and is kept no longer. */
const AS_IT_HOLDS = terms('2028-06-30', '2028-06-30', '2028-06-30');
const WITHOUT_END = terms(null, null, null);

const known = (category: string, behaviour: string | null, days: object, facts: object = {}, more: object = {}) => ({
  category,
  behaviour,
  ...days,
  decided_on: '2026-01-05',
  state: 'effective',
  facts: 'use_until' in days && days.use_until === '2028-06-30' ? { termEnds: '2028-06-30', ...facts } : facts,
  ...more,
});

export const KNOWN_ROWS: Readonly<Record<string, object>> = {
  '行政处罚-2018.csv': known(
    'administrative-penalty',
    'administrative-penalty-final',
    terms('2027-01-05', '2027-01-05', '2031-01-05'),
    {},
    { severity: 'general', organ: '演示市综合行政执法局', item: 'DEMO-0301' },
  ),
  '行政处罚-2016.csv': known(
    'administrative-penalty',
    null,
    terms('2029-02-02', '2029-02-02', '2031-02-02'),
    {},
    { decided_on: '2026-02-02', severity: 'serious', item: 'DEMO-0301' },
  ),
  '行政许可-27列.xlsx': known('licence', null, AS_IT_HOLDS, {}, { item: 'DEMO-0201' }),
  '执业资格注册.ndjson': known('licence', null, AS_IT_HOLDS),
  '失信被执行人.ndjson': known('dishonest-judgment-debtor', 'dishonest-judgment-debtor', FIVE_YEARS, {
    personalDebt: true,
  }),
  '严重失信主体名单.csv': known('serious-dishonesty-listing', 'serious-market-order', ITS_TERM),
  '拖欠农民工工资失信名单.xlsx': known('serious-dishonesty-listing', 'wage-arrears-listed', ITS_TERM),
  '税收违法失信.csv': known('tax-dishonesty', 'tax-dishonesty', FIVE_YEARS),
  '经营异常名录.csv': known('abnormal-operations', 'abnormal-operations', FIVE_YEARS),
  '守信名单与荣誉.csv': known('positive-record', 'moral-model', AS_IT_HOLDS),
  '志愿服务.ndjson': known('positive-record', 'volunteer-service', WITHOUT_END),
  '信用承诺.csv': known('integrity-commitment', null, WITHOUT_END, { commitment: 'kept' }),
  '政务失信记录.xlsx': known('government-dishonesty', 'gov-broken-commitment', FIVE_YEARS, { selfCorrected: true }),
  '政府合同履约.csv': known('contract-performance', null, WITHOUT_END),
  '行政强制执行.csv': known('administrative-enforcement', 'enforced-administrative-decision', FIVE_YEARS),
  '生效刑事判决.csv': known('criminal-judgment', 'criminal-judgment', ITS_TERM, {
    intentional: true,
    negligent: false,
    custodial: true,
  }),
  '不履行生效法律文书.ndjson': known('unperformed-judgment', 'unperformed-judgment', FIVE_YEARS),
  '对破产负有个人责任.csv': known('bankruptcy-responsibility', 'bankruptcy-responsible', FIVE_YEARS, {
    personallyResponsible: true,
  }),
  '吊销许可证件.xlsx': known('licence-revocation', 'licence-revoked', ITS_TERM, {
    personallyResponsible: true,
    office: 'legal-representative',
  }),
  '限制从业.csv': known('industry-ban', 'accounting-ban', ITS_TERM),
  '处分信息.csv': known('disciplinary-sanction', 'sanctioned', ITS_TERM),
  '开除公职.csv': known('disciplinary-dismissal', 'dismissed', FIVE_YEARS),
  '考试诚信记录.xlsx': known('exam-integrity', 'civil-exam-cheating', FIVE_YEARS),
  '职称评审诚信记录.csv': known('title-review-integrity', 'title-fraud', ITS_TERM),
  '成年学生诚信档案.ndjson': known('academic-integrity', 'academic-misconduct', ITS_TERM),
  '拒不履行国防义务.csv': known('conscription-evasion', 'serious-national-defence', ITS_TERM),
  '其他不良信息.csv': known('other-adverse', 'other-adverse', ITS_TERM),
  '自然人基础信息.csv': { subject_type: 'individual', established_on: null },
  '法人基础信息.xlsx': { subject_type: 'organisation', established_on: '2026-01-05' },
  '本人选择出示的声明.ndjson': known('self-chosen-statement', null, AS_IT_HOLDS),
};
