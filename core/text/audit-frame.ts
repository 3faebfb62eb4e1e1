/** The console around what auditors look at: places, sign-in, what went wrong. */
import type { Messages } from './translate.ts';

export const AUDIT_FRAME = {
  title: { zh: '查询审查', en: 'Enquiry review' },
  product: { zh: '应查必查', en: 'Duecheck' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  nav: { zh: '审查', en: 'Review' },
  'place.entries': { zh: '查询登记', en: 'Register' },
  'place.review': { zh: '待审查', en: 'To review' },
  'place.coverage': { zh: '应查覆盖', en: 'Coverage' },
  'place.statistics': { zh: '统计', en: 'Statistics' },
  'place.live': { zh: '实时', en: 'Live' },
  'place.log': { zh: '核验登记', en: 'Verify' },
  'place.none': { zh: '没有这个页面', en: 'There is no such page' },
  language: { zh: 'English', en: '中文' },
  'language.to': { zh: 'Show in English', en: '用中文显示' },
  'sign.in': { zh: '登录', en: 'Sign in' },
  'sign.out': { zh: '退出', en: 'Sign out' },
  'signed.out': { zh: '请先登录', en: 'Sign in first' },
  'signed.out.note': {
    zh: '这里是查询审查员使用的页面。每次查看都会登记，其他审查员可以看到。',
    en: 'These pages are for auditors. Each look is registered, and other auditors can see it.',
  },
  'signed.over': {
    zh: '登录已到期，页面上的内容还在。请重新登录。',
    en: 'Your sign-in has ended; what is on the page is still there. Sign in again.',
  },
  'sign.failed': { zh: '没有登录成功，请再试一次', en: 'You were not signed in; try again' },
  'role.missing': { zh: '这个账号没有审查岗位', en: 'This account is no auditor’s' },
  'role.missing.note': {
    zh: '查询审查须由信用办指定，且不能同时办理查验。需要的话请联系信用办。',
    en: 'The credit office names auditors, and nobody who looks people up can be one. Ask it if you need to be.',
  },
  loading: { zh: '读取中…', en: 'Loading…' },
  again: { zh: '再试一次', en: 'Try again' },
  'fault.outage': {
    zh: '暂时连不上网关，没有读到。所示可能不是最新。',
    en: 'No connection to the gateway. What is shown may be out of date.',
  },
  'fault.too-broad': {
    zh: '范围太大，没有查完。请缩短时间，或多填一项。',
    en: 'Too broad to finish. Choose a shorter time, or one more field.',
  },
  'fault.other': { zh: '没有读到（代码 {code}，编号 {id}）', en: 'Not read (code {code}, request {id})' },
  'registered.as': { zh: '本次查看已登记', en: 'This look is registered' },
  'clock.moved': { zh: '演示：法定日期已调到 {date}', en: 'Demonstration: the legal date was moved to {date}' },
  copied: { zh: '已复制', en: 'Copied' },
  close: { zh: '关闭', en: 'Close' },
  'alarm.title': { zh: '登记被改动的警报', en: 'The register was tampered with' },
  'alarm.rollback': {
    zh: '网关现在的登记比本页见过的短（见过 {seen} 条，现在 {now} 条）。已公布的登记不应变少。',
    en: 'The gateway’s register is shorter than this page has seen ({seen} entries then, {now} now). It must never shrink.',
  },
  'alarm.fork': {
    zh: '网关现在的登记与本页见过的不是同一份：前 {seen} 条里至少有一条被改过。',
    en: 'The gateway’s register is not the one this page has seen: at least one of the first {seen} entries was changed.',
  },
  'alarm.unsigned': {
    zh: '网关给出的登记总值不是用本页记住的密钥签的。',
    en: 'The register’s head is not signed by the key that this page remembers.',
  },
  'alarm.origin': {
    zh: '网关换了一份登记（{origin}）。只有运维公布换期时才会这样。',
    en: 'The gateway serves another register ({origin}). That happens only when operators announce a new epoch.',
  },
  'alarm.note': {
    zh: '请不要关闭本页，先把下面两份总值存下来，交给监督部门；在查清之前不要采信网关的答复。',
    en: 'Keep this page open, save both heads below, and hand them to the supervisor; until it is explained, rely on no answer.',
  },
  'alarm.save': { zh: '保存证据', en: 'Save the evidence' },
  'alarm.explained': { zh: '已经查清', en: 'It was explained' },
  'alarm.explained.note': {
    zh: '先保存证据。继续后，本页忘掉原来见过的总值，从网关现在的登记重新开始记。',
    en: 'Save the evidence first. This page then forgets the head it had seen and begins anew with what is served now.',
  },
  'alarm.begin': { zh: '重新开始记', en: 'Begin anew' },
  'witness.title': { zh: '见证方 {name}', en: 'Witness {name}' },
  'witness-lag': { zh: '已有一段时间没有联署，请运维查看', en: 'has not cosigned for a while; operators should look' },
  'witness-garbage': { zh: '答复读不懂', en: 'gives answers that make no sense' },
  'witness-refuses': { zh: '拒绝联署', en: 'refuses to cosign' },
  'witness-bad-cosignature': { zh: '签名不成立', en: 'signs what does not verify' },
  'witness-contradicts-itself': { zh: '前后说法矛盾', en: 'contradicts itself' },
  'witness-unproven-claim': {
    zh: '声称见过更长的登记，但拿不出证据',
    en: 'claims to have seen a longer register, and shows no proof',
  },
  'register-behind-witness': {
    zh: '证明数据库少了或改了已公布的登记，网关已停止登记',
    en: 'proved that the database lost or rewrote published entries; the gateway has stopped',
  },
  since: { zh: '自 {time}', en: 'since {time}' },
} as const satisfies Messages;
