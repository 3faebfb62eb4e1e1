/** The card that asks first for what the page does not say. */
import type { Messages } from './translate.ts';

export const FILL = {
  'card.label': { zh: '补填后查验', en: 'Fill in, then check' },
  close: { zh: '收起', en: 'Close' },
  masked: { zh: '页面隐去了部分号码或姓名，请补全', en: 'The page hides part of number or name: complete it' },
  stale: { zh: '本页面已变化，读不出以下内容，请补填', en: 'This page has changed and does not say this: fill it in' },
  'no-person': { zh: '页面没有写明是谁，请补填', en: 'The page does not say who it is about: fill it in' },
  manual: {
    zh: '手工查验：请填写本次办理的案号和当事人',
    en: 'By hand: fill in the case that you handle, and the person',
  },
  blocked: { zh: '请求没有发出：须先查验并保存决定', en: 'The request was held back: check and decide first' },
  'stale.note': {
    zh: '页面变化会报告给管理人员，由其更新绑定。',
    en: 'The change is reported to those who mend the binding.',
  },
  note: {
    zh: '按证件原件填写。查询记入登记簿；填错会查到别人。',
    en: 'Copy it from the document itself. The look-up is registered; a slip looks up somebody else.',
  },
  case: { zh: '案号', en: 'Case number' },
  'case.words': { zh: '{words}（案号）', en: '{words} (case number)' },
  number: { zh: '证件号码', en: 'Number' },
  'number.masked': { zh: '证件号码（页面上为 {masked}）', en: 'Number (in the page: {masked})' },
  name: { zh: '姓名或名称', en: 'Name' },
  'known.selected': { zh: '所选号码', en: 'Selected' },
  known: { zh: '页面上已有', en: 'The page says' },
  save: { zh: '查验', en: 'Check' },
  saving: { zh: '请稍候…', en: 'One moment…' },
  'fault.case': { zh: '请填写案号', en: 'Fill in the case number' },
  'fault.name': { zh: '请填写姓名全文', en: 'Fill in the whole name' },
  'fault.number.empty': { zh: '请填写证件号码', en: 'Fill in the number' },
  'fault.number.masked': { zh: '请填写完整号码，不带星号', en: 'Fill in the whole number, without stars' },
  'fault.number.other': {
    zh: '与页面上显示的号码不符，请核对',
    en: 'This does not fit what the page shows of the number',
  },
  'fault.number.checksum': {
    zh: '号码有误：末位校验不符，请核对',
    en: 'This number cannot be right: its last digit does not fit',
  },
  'fault.number.date': {
    zh: '号码有误：出生日期不存在，请核对',
    en: 'This number cannot be right: no such birth date',
  },
  'fault.number.length': { zh: '号码有误：位数不对，请核对', en: 'This number cannot be right: wrong length' },
  'fault.number': { zh: '号码有误，请核对', en: 'This number cannot be right' },
  covered: { zh: '有内容遮住了卡片，请移开后再按', en: 'Something covers this card; move it away and press again' },
  gone: { zh: '这张卡片已失效，请重新打开', en: 'This card is no longer valid; open it again' },
} as const satisfies Messages;
