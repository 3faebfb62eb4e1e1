/** What a person reads for a problem's code. Says what to do next; the code itself stands beside it for support. */
import type { ProblemCode } from '../contract/index.ts';
import type { Words } from './translate.ts';

const OFFICE: Words = { zh: '请联系单位管理员', en: 'Ask your office’s administrator' };
const FAULT: Words = {
  zh: '这是程序的问题，请把代码告诉信用办',
  en: 'This is a fault of ours; tell the credit office the code',
};

const SAID: Partial<Record<ProblemCode, Words>> = {
  'case-missing': { zh: '没有案号，不能查验', en: 'No case, no check' },
  'subject-invalid': { zh: '证件号码有误，请核对', en: 'The number cannot be right' },
  'role-missing': OFFICE,
  'origin-unbound': { zh: '这个网站还没有接入本环节', en: 'This site is not bound to this step' },
  'unknown-decision-point': { zh: '应用清单里没有这个环节', en: 'The application list has no such step' },
  'subject-mismatch': {
    zh: '本案已查验过另一个人，不能换人。填错的请走更正',
    en: 'This case belongs to another person. Have a typing error corrected',
  },
  'state-conflict': { zh: '决定已到了别的步骤，请重新打开', en: 'The decision has moved on; open it again' },
  'hearing-period-running': { zh: '听取意见期还没有满', en: 'The period to be heard has not ended' },
  'check-not-fresh': { zh: '查验已过有效时间，请重新查验', en: 'The check is too old; check again' },
  'recheck-required': { zh: '生效前须重新查验', en: 'Check again before it takes effect' },
  'ground-gone': {
    zh: '所依据的记录已不能使用，请撤回提议后重新查验',
    en: 'The record behind it can no longer be used; withdraw the proposal and check again',
  },
  'template-invalid': { zh: '模板有误，请按所示行列修改', en: 'The template has a fault at the place shown' },
  'template-incomplete': { zh: '模板缺少必备内容，请补全', en: 'The template leaves out what the paper must say' },
  'ground-required': {
    zh: '没有可依据的记录：须确认本决定另有依据',
    en: 'No record supports it: confirm that it rests on something else',
  },
  'measures-unanswered': { zh: '每项可采取的措施都要答复', en: 'Answer every measure on offer' },
  'measure-not-offered': { zh: '这项措施现在没有依据', en: 'This measure has no ground now' },
  'release-missing': { zh: '须由另一人先放行', en: 'Another person has to let it through first' },
  'batch-not-allowed': { zh: '本环节只能逐个查验', en: 'This step is checked one by one' },
  'batch-empty': { zh: '名单里没有人', en: 'The list names nobody' },
  'batch-too-long': { zh: '名单超过 5 万人，请分批', en: 'The list is longer than 50,000; split it' },
  'batch-unreadable': {
    zh: '读不出名单：需要“姓名”“证件号码”“案号”三列',
    en: 'No list can be read: it needs columns for name, number and case',
  },
  'type-not-imported': {
    zh: '数据目录里没有可导入的这类记录，不能接收',
    en: 'The data catalogue has no such record type to import',
  },
  'statement-unknown': {
    zh: '统一填写的列名不属于这类记录，请核对列名',
    en: 'A column stated for the whole file is none of this record type; check its name',
  },
  'rejects-key-wrong': {
    zh: '退回行的公钥格式不对：需要 X25519 或 P-256 公钥（JWK）',
    en: 'The key for refused rows must be a public X25519 or P-256 key (JWK)',
  },
  'lookups-exceeded': {
    zh: '您今天的查询次数已用完，请与负责人联系',
    en: 'Your lookups of the day are used up; ask your manager',
  },
  'quota-exceeded': { zh: '本单位今天的批量查验人数已用完', en: 'Your office’s batch subjects of the day are used up' },
  'row-needs-no-authorisation': {
    zh: '本环节依职责查验，不需要本人授权',
    en: 'This step is checked by duty and needs no authorisation',
  },
  'categories-not-of-row': {
    zh: '授权的类别超出了本环节可查的范围',
    en: 'The authorisation names categories that this step never sees',
  },
  'draft-changed': {
    zh: '草稿已被他人改动或已进入下一步，请重新打开',
    en: 'Somebody changed this draft or took its next step; open it again',
  },
  'draft-faulty': { zh: '草稿还有错误，见检查结果', en: 'The draft still has faults; see what the linter says' },
  'same-person': { zh: '申请人不能自己放行，请另一人办理', en: 'Another person has to let it through' },
  'deferral-invalid': { zh: '待补查的签名未通过', en: 'The deferral did not verify' },
};

export const sayProblem = (code: ProblemCode): Words => SAID[code] ?? FAULT;
