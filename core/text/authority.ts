/** What a look-up rests on beside a duty: the person's authorisation, and a second person's word. Part of the card's table. */
import type { Messages } from './translate.ts';

export const AUTHORITY = {
  'authorise.open': { zh: '登记本人授权', en: 'Record an authorisation' },
  'authorise.there': { zh: '已登记过，直接查验', en: 'Already recorded: check' },
  'authorise.title': { zh: '登记本人授权', en: 'The person’s authorisation' },
  'authorise.told': { zh: '授权书上应写明', en: 'What the person has to be told' },
  'authorise.who': { zh: '谁来查', en: 'Who looks' },
  'authorise.what': { zh: '为何查', en: 'What for' },
  'authorise.categories': { zh: '可查类别（按授权书勾选）', en: 'Kinds of record, as signed' },
  'authorise.every': { zh: '全部勾选', en: 'Tick every one' },
  'authorise.none': { zh: '全部取消', en: 'Untick every one' },
  'authorise.from': { zh: '授权期自', en: 'From' },
  'authorise.until': { zh: '至（含当日）', en: 'Until, inclusive' },
  'authorise.uses': { zh: '可查次数', en: 'Look-ups' },
  'authorise.kind': { zh: '授权书', en: 'What was signed' },
  'authorise.kind.paper': { zh: '纸质', en: 'on paper' },
  'authorise.kind.electronic': { zh: '电子', en: 'electronically' },
  'authorise.givenOn': { zh: '签署日期', en: 'Signed on' },
  'authorise.file': { zh: '签署件（扫描件或电子文件）', en: 'The signed document (scan or file)' },
  'authorise.file.stays': {
    zh: '文件不离开本机，只登记校验值',
    en: 'The file stays on this device; only its digest is recorded',
  },
  'authorise.file.reading': { zh: '正在计算校验值…', en: 'Computing the digest…' },
  'authorise.file.digest': { zh: '校验值 {digest}…', en: 'Digest {digest}…' },
  'authorise.file.tooLarge': { zh: '文件超过 {mib} MB，请另选', en: 'Larger than {mib} MB; choose another file' },
  'authorise.file.unreadable': { zh: '文件读不出来，请另选', en: 'The file cannot be read; choose another one' },
  'authorise.save': { zh: '登记并查验', en: 'Record and check' },
  'authorise.back': { zh: '返回', en: 'Back' },
  'authorise.missing.categories': { zh: '请勾选授权书写明的类别', en: 'Tick the kinds of record that were signed for' },
  'authorise.missing.days': {
    zh: '授权期须包含今天，且不超过一年',
    en: 'The period must include today and be a year at most',
  },
  'authorise.missing.uses': { zh: '可查次数为 1 至 100', en: 'Between 1 and 100 look-ups' },
  'authorise.missing.kind': { zh: '请选择纸质或电子', en: 'Choose paper or electronic' },
  'authorise.missing.givenOn': {
    zh: '签署日期不能晚于今天和授权期首日',
    en: 'Signed today or before, and not after the first day',
  },
  'authorise.missing.file': { zh: '请选择签署件', en: 'Choose the signed document' },

  'authorised.live': {
    zh: '本人授权至 {date}，已查 {made}/{of} 次',
    en: 'Authorised until {date}; {made} of {of} look-ups made',
  },
  'authorised.withdraw': { zh: '撤回授权', en: 'Withdraw the authorisation' },
  'authorised.wish': { zh: '本人要求撤回', en: 'At the person’s own wish' },
  'authorised.withdraw.what': {
    zh: '本人要求撤回时登记，立即生效；尚未据以决定的查验结果不再可用',
    en: 'At the person’s wish and at once; a result that nobody decided on is no longer used',
  },
  'authorised.withdrawn': {
    zh: '授权已撤回，不再据以查验',
    en: 'The authorisation is withdrawn; nobody looks under it',
  },

  'release.who.second-person': {
    zh: '本单位有复核权限的另一人可以放行',
    en: 'Another person of your office with a reviewer’s post can let it through',
  },
  'release.who.break-glass': {
    zh: '本单位有复核权限的另一人可以紧急放行；放行即告知管理人员和审计人员',
    en: 'A reviewer of your office can let it through as urgent; managers and auditors are told at once',
  },
  'release.sees': {
    zh: '对方会看到环节、案号、脱敏的姓名号码和理由',
    en: 'They see the step, the case, the masked name and number, and your reason',
  },
  'release.kind': { zh: '放行方式', en: 'What for' },
  'release.kind.second-person': { zh: '放行查验', en: 'Let the check through' },
  'release.kind.break-glass': { zh: '紧急，不查验先办', en: 'Urgent: go on unchecked' },
  'release.reason': { zh: '申请理由', en: 'Why' },
  'release.ask': { zh: '申请放行', en: 'Ask for a release' },
  'release.asked': { zh: '已申请，等另一人处理', en: 'Asked; another person has to answer' },
  'release.asked.since': {
    zh: '{time} 申请 · 可先办别的，放行后回到这里',
    en: 'Asked {time} · go on with other work and come back',
  },
  'release.stale': { zh: '暂时连不上，稍后自动再看', en: 'No connection now; it looks again by itself' },
  'release.given': { zh: '已放行，{time} 前可用一次', en: 'Let through; good once until {time}' },
  'release.refused': { zh: '没有放行，可补充理由再申请', en: 'Not let through; add a reason and ask again' },
  'release.ended': { zh: '放行已过时或已用过，可再申请', en: 'The release is over or used; ask again' },
  'release.unchecked': { zh: '不查验，按紧急放行办理', en: 'Go on unchecked, as let through' },
  'release.unchecked.what': {
    zh: '本环节未查验，凭另一人的紧急放行办理；回执会注明',
    en: 'This step goes on unchecked, on another person’s word; the receipt says so',
  },
  'saved.overridden': {
    zh: '已按紧急放行保存，未查验；正在继续“{control}”',
    en: 'Saved as let through, unchecked; going on with “{control}”',
  },
} as const satisfies Messages;
