/** Checking a number that was selected in some page. */
import type { Messages } from './translate.ts';

/** In the browser's own menu. */
export const MENU = {
  selected: { zh: '查验所选证件号码', en: 'Check the selected identity number' },
} as const satisfies Messages;

export const SELECTED = {
  title: { zh: '查验所选证件号码', en: 'Check the selected number' },
  number: { zh: '所选号码 {mask}', en: 'Selected: {mask}' },
  next: {
    zh: '下一步填写本次办理的案号和姓名；在此之前不查询',
    en: 'Next: the case that you handle, and the name. Nothing is looked up before',
  },
  choose: { zh: '请选择', en: 'Choose' },
  step: { zh: '为哪个环节查验', en: 'For which step' },
  go: { zh: '填写案号和当事人', en: 'Fill in case and person' },
  asking: { zh: '请稍候…', en: 'One moment…' },
  outage: { zh: '暂时连不上，稍后再试', en: 'No connection now; try again later' },
  'steps.none': { zh: '没有可以手工查验的环节', en: 'No step may be checked by hand' },
  'signedOut.title': { zh: '登录后才能查验', en: 'Sign in to check' },
  signIn: { zh: '登录', en: 'Sign in' },
  'signIn.failed': { zh: '没有登录成功，请再试一次', en: 'Sign-in did not succeed; try again' },
  kind: { zh: '这个环节查验的不是这类号码', en: 'That step is about another kind of number' },
  nothing: { zh: '没有查询', en: 'Nothing was looked up' },
  'problem.none': { zh: '所选内容里没有证件号码', en: 'What you selected holds no identity number' },
  'problem.several': { zh: '所选内容里不止一个号码，请只选一个', en: 'You selected more than one number; select one' },
  'problem.masked': {
    zh: '所选号码有遮盖，不能据以查验；请按原件填写',
    en: 'The selected number is hidden in part, so nothing can be checked; copy it from the document',
  },
  'problem.checksum': {
    zh: '所选号码有误：末位校验不符，请核对',
    en: 'The selected number cannot be right: its last digit does not fit',
  },
  'problem.date': { zh: '所选号码有误：出生日期不存在', en: 'The selected number cannot be right: no such birth date' },
  'problem.length': { zh: '所选号码有误：位数不对', en: 'The selected number cannot be right: wrong length' },
  'problem.other': { zh: '所选号码有误，请核对', en: 'The selected number cannot be right' },
  gone: { zh: '这一页已失效，请重新选择', en: 'This page is no longer valid; select again' },
} as const satisfies Messages;
