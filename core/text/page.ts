/** What is said inside a host's page: badge, banner, gate. The worker sends it there in one language. */
import type { Messages } from './translate.ts';

export const PAGE = {
  product: { zh: '信用查验', en: 'Credit check' },
  due: { zh: '本环节须先查验', en: 'Check required at this step' },
  'due.reference': { zh: '本环节可查验', en: 'A check is possible at this step' },
  'due.mandatory.short': { zh: '（必查）', en: ' (mandatory)' },
  'due.reference.short': { zh: '（可查）', en: ' (optional)' },
  'due.fresh': { zh: '已查验，仍在有效时间内', en: 'Checked, still fresh' },
  'due.open': { zh: '有一项决定在等下一步', en: 'A decision waits for its next step' },
  'due.signedOut': { zh: '登录后才能查验', en: 'Sign in to check' },
  'due.stale': { zh: '页面已变化，须补填后查验', en: 'This page has changed: fill in, then check' },
  'due.outage': { zh: '暂时连不上，不影响办理', en: 'No connection now; the step can go on' },
  'due.reload': { zh: '查验组件已更新，请刷新本页', en: 'The check was updated: reload this page' },
  'banner.check': { zh: '查验 F8', en: 'Check F8' },
  'banner.fill': { zh: '补填 F8', en: 'Fill in F8' },
  'banner.open': { zh: '打开 F8', en: 'Open F8' },
  'banner.close': { zh: '收起提示', en: 'Hide this line' },
  'badge.due': { zh: '须先查验', en: 'check due' },
  'badge.invalid': { zh: '号码有误，请核对', en: 'This number cannot be right' },
  'badge.checksum': {
    zh: '号码有误：末位校验不符，请核对',
    en: 'This number cannot be right: its last digit does not fit',
  },
  'badge.date': { zh: '号码有误：出生日期不存在，请核对', en: 'This number cannot be right: no such birth date' },
  'badge.length': { zh: '号码有误：位数不对，请核对', en: 'This number cannot be right: wrong length' },
  'gate.title': { zh: '“{control}”前须完成查验', en: 'A check is due before “{control}”' },
  'gate.body': {
    zh: '{control}前须完成查验。现在查验约 1 秒。',
    en: 'A check is due before “{control}”. It takes about a second.',
  },
  'gate.decide': { zh: '{control}前还须保存决定和理由。', en: 'Save the decision and its reason before “{control}”.' },
  'gate.optional': {
    zh: '{control}前可以查验，也可以说明后不查验。',
    en: 'You may check before “{control}”, or say why not.',
  },
  'gate.check': { zh: '现在查验', en: 'Check now' },
  'gate.go': { zh: '继续', en: 'Go on' },
  'gate.back': { zh: '返回', en: 'Back' },
  'gate.noSubject': {
    zh: '页面上没有读到完整的姓名和证件号码，无法查验。请补全后再按“{control}”。',
    en: 'The page shows no complete name and number, so nothing can be checked. Complete them, then press “{control}” again.',
  },
  'gate.noCase': {
    zh: '页面上没有读到案号，无法查验。请保存后再按“{control}”。',
    en: 'The page shows no case number, so nothing can be checked. Save first, then press “{control}” again.',
  },
  'gate.ambiguous': {
    zh: '页面上有两处相同的栏目，无法确定是谁。请关闭多余的窗口后再按“{control}”。',
    en: 'Two fields on this page look alike, so it is unclear who is meant. Close the other window, then press “{control}” again.',
  },
  'gate.invalidNumber': {
    zh: '证件号码有误，未发出查询。请核对后再按“{control}”。',
    en: 'The number cannot be right, so nothing was sent. Correct it, then press “{control}” again.',
  },
  'gate.reload': {
    zh: '查验组件已更新。请刷新本页后再按“{control}”。',
    en: 'The check was updated. Reload this page, then press “{control}” again.',
  },
  'gate.masked': {
    zh: '页面隐去了部分号码或姓名，不能据以查验。请在卡片里补全，再“{control}”。',
    en: 'The page hides part of number or name, so nothing can be checked. Complete it in the card, then “{control}” goes on.',
  },
  'gate.nobody': {
    zh: '本页面没有写明是谁。请先打开这件事的人员页面，或者在卡片里补填，再“{control}”。',
    en: 'This page does not say who it is about. Open the record of this case first, or fill it in on the card; then “{control}” goes on.',
  },
  'gate.stale': {
    zh: '本页面已变化，读不出是谁、哪件事。请在卡片里补填后查验，再“{control}”。',
    en: 'This page has changed, and does not say whom or which case. Fill it in on the card and check; then “{control}” goes on.',
  },
  'gate.blocked.why': {
    zh: '“{control}”的请求没有发出：须先查验并保存决定。',
    en: 'The request of “{control}” was held back: check and decide first.',
  },
  'gate.type': { zh: '补填并查验', en: 'Fill in and check' },
  'gate.pressNow': {
    zh: '已放行。请在 30 秒内在页面上再按一次“{control}”。',
    en: 'It may go now. Press “{control}” in the page once more within 30 seconds.',
  },
  'gate.changed': {
    zh: '页面上的人或案号已变，原决定不能用在这里。请重新查验。',
    en: 'The person or case on the page has changed, so that decision does not apply here. Check again.',
  },
  'gate.over': {
    zh: '不能确定“{control}”是给谁办的。请关闭这个窗口，再按一次“{control}”。',
    en: 'It is unclear for whom “{control}” was pressed. Close this box, then press “{control}” again.',
  },
  'gate.pressAgain': {
    zh: '决定已保存。请再按一次“{control}”。',
    en: 'The decision is saved. Press “{control}” once more.',
  },
  'gate.blocked': {
    zh: '刚才的请求没有发出：须先查验并保存决定',
    en: 'That request was held back: check and decide first',
  },
  'gate.several': {
    zh: '这一次要决定多人，请求没有发出：须逐人查验。请打开每个人，逐一办理。',
    en: 'This would decide on several people at once and was held back: each has to be checked. Open and decide on them one by one.',
  },
  'gate.refused': {
    zh: '系统没有收下这次“{control}”（{code}）。请再按一次；仍不行请联系信用办。',
    en: 'The system did not take this “{control}” ({code}). Press it again; if it fails, ask the credit office.',
  },
} as const satisfies Messages;
