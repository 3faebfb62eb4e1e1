/** The toolbar popup. */
import type { Messages } from './translate.ts';

export const POPUP = {
  title: { zh: '信用查验', en: 'Credit check' },
  unset: { zh: '还没有配置。请联系单位管理员下发策略。', en: 'Not set up yet. Ask your administrator for the policy.' },
  noRoot: {
    zh: '策略没有指定清单的签名公钥，清单不予采用。',
    en: 'The policy names no key for the lists, so none is used.',
  },
  lists: { zh: '清单 {version}', en: 'Lists {version}' },
  'lists.none': { zh: '尚未取得清单', en: 'No lists yet' },
  'lists.refused': {
    zh: '收到的清单未通过验签，仍用原来的（{code}）',
    en: 'A list that arrived did not verify; the old one stays ({code})',
  },
  signedIn: { zh: '已登录 · {organisation}', en: 'Signed in · {organisation}' },
  signedOut: { zh: '未登录', en: 'Signed out' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  'signIn.failed': { zh: '没有登录成功，请再试一次', en: 'Sign-in did not succeed; try again' },
  'signIn.outage': { zh: '登录服务暂无应答', en: 'The sign-in service does not answer now' },
  owed: { zh: '待补查 {n} 笔', en: '{n} check(s) owed' },
  'owed.none': { zh: '没有待补查', en: 'Nothing is owed' },
  'owed.waiting': { zh: '等系统恢复后自动补查', en: 'waits for the service' },
  'owed.refused': { zh: '没有收下：{code}', en: 'not accepted: {code}' },
  'owed.until': { zh: '截止 {date}', en: 'by {date}' },
  'owed.retry': { zh: '现在补查', en: 'Check now' },
  'owed.done': { zh: '已补查 {n} 笔', en: '{n} checked since' },
  'owed.review': { zh: '补查有记录，请复核：{mask}', en: 'A record came up later, please review: {mask}' },
  'demo.clock': { zh: '演示日期 {date}', en: 'Demonstration date {date}' },
  uncovered: { zh: '未覆盖的网站', en: 'Sites not covered' },
  'uncovered.grant': { zh: '授权', en: 'Allow' },
} as const satisfies Messages;
