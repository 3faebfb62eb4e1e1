/** Why a row of a list was not read, or its person not looked up, in words. A code without words here is shown by itself. */
import type { Words } from './translate.ts';

const SAID: Readonly<Record<string, Words>> = {
  columns: { zh: '列数与表头不符', en: 'not as many columns as the header' },
  'cell-too-long': { zh: '有一格太长', en: 'a cell is too long' },
  'control-characters': { zh: '有不可见的控制字符', en: 'invisible control characters' },
  'characters-lost': { zh: '有无法识别的字符', en: 'characters that cannot be read' },
  formula: { zh: '有一格是公式', en: 'a cell is a formula' },
  'not-json': { zh: '这一行不是 JSON', en: 'not JSON' },
  'nested-value': { zh: '有一项里面还有结构', en: 'a value with a structure of its own' },
  'row-too-long': { zh: '这一行太长', en: 'the row is too long' },
  'rest-unreadable': { zh: '从这里起读不出来', en: 'unreadable from here on' },
  'name-missing': { zh: '没有姓名', en: 'no name' },
  'subject-missing': { zh: '没有证件号码', en: 'no number' },
  'subject-masked': { zh: '证件号码打了星号', en: 'the number is masked' },
  'subject-invalid': { zh: '证件号码有误', en: 'the number cannot be right' },
  'subject-old-number': { zh: '是旧的 15 位号码', en: 'an old number of 15 digits' },
  'subject-type': { zh: '本环节不查这一类主体', en: 'this step is not about such a subject' },
  'case-missing': { zh: '没有案号', en: 'no case' },
  'case-twice': { zh: '案号与前面的行重复', en: 'the case stands in an earlier row' },
  'subject-mismatch': { zh: '这个案号已查验过另一个人', en: 'the case belongs to another person' },
  'case-too-long': { zh: '案号太长', en: 'the case is too long' },
  'no-header': { zh: '没有可识别的表头', en: 'no header that can be read' },
  'columns-disagree': { zh: '两列写的不一样', en: 'two columns disagree' },
  quotes: { zh: '引号没有成对', en: 'quotes that do not pair' },
  'no-authorisation': { zh: '没有登记本人授权', en: 'no authorisation is recorded' },
  'no-duty': { zh: '本环节没有查验职责', en: 'there is no duty to check here' },
  role: { zh: '发起人没有本环节的岗位', en: 'whoever started it has no post for this step' },
  release: { zh: '须另一人放行', en: 'a second person has to let it through' },
  quota: { zh: '今天的查验次数已用完', en: 'today’s number of checks is used up' },
  minor: { zh: '未满十八周岁', en: 'under eighteen' },
};

/** @example sayRowCode('case-missing') // { zh: '没有案号', en: 'no case' } */
export const sayRowCode = (code: string): Words => SAID[code] ?? { zh: code, en: code };
