/**
 * Clauses of a paper that the rule fixes, so that no template can get a period or a remedy wrong: a template places them and writes
 * around them. Only what was read in the law itself is named (domain/LIMITS): 浙江条例 28, 30–31; 行政复议法 20; 民法典 203.
 */
import type { IdentityKind } from '../subject/index.ts';
import type { Messages, Words } from './translate.ts';

export const PAPER = {
  adverse: { zh: '不予通过', en: 'Not to approve' },
  'hearing.calendar': { zh: '{days} 日', en: '{days} days' },
  'hearing.working': { zh: '{days} 个工作日', en: '{days} working days' },
  'hearing.counting': {
    zh: '自收到本告知书的次日起计算；最后一日不是工作日的，顺延至其后第一个工作日。',
    en: 'It is counted from the day after you receive this notice; where its last day is no working day, it runs to the next one.',
  },
  'record.disputed': { zh: '当事人对此有异议，正在处理', en: 'disputed, and under review' },
  otherBasis: {
    zh: '本决定不以信用记录为依据，所依据的规定见理由。',
    en: 'This decision does not rest on credit records; the rule that it rests on is named in the reason.',
  },
  'remedy.objection': {
    zh: '认为上述记录有误的，可以向认定单位（{organs}）或者本市信用主管部门提出异议，异议应在五个工作日内处理完毕，最长不超过二十个工作日。记录有异议期间，不会单独作为决定的依据。',
    en: 'If you think that a record named above is wrong, you can object to it at the organ that decided it ({organs}) or at the city’s credit office; an objection is settled in five working days, twenty at most. A record under dispute is never the only ground of a decision.',
  },
  'remedy.review': {
    zh: '决定生效后不服的，可以自知道该决定之日起六十日内依法申请行政复议（行政复议法第二十条）。',
    en: 'Once the decision has taken effect you can apply for administrative review within sixty days of learning of it (Administrative Reconsideration Law, article 20).',
  },
  'remedy.entries': {
    zh: '每次查询都有登记。您可以凭身份证明免费查看自己的信用记录，以及哪个单位在何时因何事查询过您。',
    en: 'Every look-up is registered. On proof of who you are you can read your own records free of charge, and which office looked you up, when and for what.',
  },
  'undertaking.missed': {
    zh: '逾期未补齐的，本次申请转为按普通程序办理；除列入信用行为清单的情形外，不会因此形成信用记录。',
    en: 'If they do not come in time, the application is handled by the ordinary procedure; no credit record follows from that, save for what the list of behaviours names.',
  },
} as const satisfies Messages;

export const NUMBER_KINDS: Readonly<Record<IdentityKind, Words>> = {
  'resident-id': { zh: '居民身份证', en: 'Resident identity card' },
  'resident-id-15': { zh: '居民身份证（15 位）', en: 'Resident identity card (15 digits)' },
  'residence-permit': { zh: '港澳台居民居住证', en: 'Residence permit for Hong Kong, Macao and Taiwan residents' },
  'permanent-resident-id': { zh: '外国人永久居留身份证', en: 'Foreign permanent resident identity card' },
  'permanent-resident-id-old': {
    zh: '外国人永久居留身份证（旧版）',
    en: 'Foreign permanent resident identity card (old form)',
  },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  'business-registration': { zh: '工商注册号', en: 'Business registration number' },
  'hong-kong-macao-permit': { zh: '港澳居民来往内地通行证', en: 'Mainland travel permit (Hong Kong and Macao)' },
  'taiwan-permit': { zh: '台湾居民来往大陆通行证', en: 'Mainland travel permit (Taiwan)' },
  passport: { zh: '中国护照', en: 'Chinese passport' },
  'foreign-passport': { zh: '外国护照', en: 'Foreign passport' },
  'military-id': { zh: '军人证件', en: 'Military identity document' },
  'birth-certificate': { zh: '出生医学证明', en: 'Birth certificate' },
  'travel-document': { zh: '旅行证', en: 'Travel document' },
  'work-permit': { zh: '外国人工作许可证', en: 'Work permit for foreigners' },
};
