/** The window of the person: who asks, what for, what is shown, and what may be handed over. */
import type { Messages } from './translate.ts';

export const WINDOW = {
  title: { zh: '出示信用记录', en: 'Show good records' },
  'start.title': { zh: '{partner} 想请你出示良好记录', en: '{partner} asks you to show good records' },
  'start.for': { zh: '用途：{purpose}', en: 'For: {purpose}' },
  'start.free': {
    zh: '由你决定。不出示也不会因此受到更差的对待，{partner} 也不会知道原因。',
    en: 'It is your choice. Nobody may treat you worse for not showing anything, and {partner} is not told why.',
  },
  'start.login': { zh: '登录核验身份', en: 'Sign in to prove who you are' },
  leave: { zh: '不出示，离开', en: 'Leave without showing anything' },
  'consent.title': { zh: '是否同意查询', en: 'Do you agree to this look-up?' },
  'consent.who': { zh: '查询人', en: 'Who looks' },
  'consent.whoYou': { zh: '你本人，结果先给你一个人看', en: 'You yourself; the result is shown to you alone first' },
  'consent.for': { zh: '用途', en: 'What for' },
  'consent.what': { zh: '可以出示的类别', en: 'Kinds of record that can be shown' },
  'consent.often': { zh: '次数和期限', en: 'How often, how long' },
  'consent.oftenOnce': {
    zh: '今天一次；交出后十五分钟内有效',
    en: 'Once, today; what is handed over is good for fifteen minutes',
  },
  'consent.partner': { zh: '对方得到什么', en: 'What the partner gets' },
  'consent.partnerKinds': {
    zh: '只有“有哪几类良好记录”，没有内容、条数和其他记录',
    en: 'Only which kinds of good records stand: no text, no number of them, nothing else',
  },
  'consent.yours': { zh: '你的权利', en: 'Your rights' },
  'consent.rights': {
    zh: '查询会登记。交出之前随时可以离开，也可以对记录提出异议。',
    en: 'The look-up is registered. Until you hand anything over you can leave; you can object to any record.',
  },
  'consent.text': { zh: '同意书 {text}，摘要 {digest}', en: 'Consent text {text}, digest {digest}' },
  'consent.agree': { zh: '同意，查询一次', en: 'Agree, and look once' },
  'result.title': { zh: '这是查到的良好记录', en: 'These good records were found' },
  'result.none': { zh: '没有可以出示的记录', en: 'There is nothing to show' },
  'result.noneNote': {
    zh: '没有记录不说明任何问题，对方只知道你没有出示。',
    en: 'No record says nothing about you. The partner learns only that nothing was shown.',
  },
  'result.refused': {
    zh: '没有查询：姓名与证件号码对不上，或者今天的次数已用完',
    en: 'Nothing was looked up: name and number do not fit, or today’s look-ups are used up',
  },
  'result.unknown': { zh: '现在查不全，请稍后再来', en: 'Not everything answers now; come back later' },
  'result.decided': { zh: '{organ} · {date}', en: '{organ} · {date}' },
  'result.give': { zh: '交给{partner}', en: 'Hand it to {partner}' },
  'result.giveNote': { zh: '对方只得到类别：{kinds}', en: 'They get the kinds alone: {kinds}' },
  'given.title': { zh: '已经交出', en: 'Handed over' },
  'given.note': {
    zh: '请回到{partner}的页面。十五分钟内有效，只能用一次。',
    en: 'Go back to the page of {partner}. It is good for fifteen minutes, and once.',
  },
  'left.title': { zh: '没有交出任何内容', en: 'Nothing was handed over' },
  'left.note': { zh: '可以关闭这个窗口了。', en: 'You can close this window.' },
  'other.title': { zh: '这次请求不是发给你的', en: 'This request is not for you' },
  'other.note': {
    zh: '登录的人与对方所等的人不同，没有查询任何人。',
    en: 'Somebody else is expected than who signed in. Nobody was looked up.',
  },
  'over.title': { zh: '这次请求已经结束', en: 'This request is over' },
  'over.note': { zh: '请回到原来的页面重新开始。', en: 'Go back to the page you came from, and begin anew.' },
  'login.failed': { zh: '登录没有完成', en: 'The sign-in did not finish' },
  'login.noSubject': {
    zh: '这个账号没有实名核验，不能查询。',
    en: 'This account proves no real name and number, so nothing can be looked up.',
  },
} as const satisfies Messages;
