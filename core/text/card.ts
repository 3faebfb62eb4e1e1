/** The outcome card. No sentence says more than was found out: "clear" is never "no bad record". */
import { AUTHORITY } from './authority.ts';
import type { Messages } from './translate.ts';

export const CARD = {
  ...AUTHORITY,
  'card.label': { zh: '查验结果', en: 'Check' },
  case: { zh: '案号 {label}', en: 'Case {label}' },
  close: { zh: '收起', en: 'Close' },
  mandatory: { zh: '必查', en: 'mandatory' },
  reference: { zh: '可查', en: 'optional' },
  forbidden: { zh: '禁查', en: 'not allowed' },

  'due.title': { zh: '本环节须先查验', en: 'Check required at this step' },
  'due.title.reference': { zh: '本环节可查验，不强制', en: 'A check is possible here, not required' },
  'due.title.forbidden': { zh: '本环节不得查验', en: 'No check is allowed at this step' },
  'due.basis': { zh: '查询依据', en: 'Basis' },
  'due.check': { zh: '查验', en: 'Check' },
  'due.skip': { zh: '不查验，说明后继续', en: 'Go on without a check' },
  'due.last': { zh: '上次查验：{time}', en: 'Last check: {time}' },
  'due.authorisation': {
    zh: '需本人授权；未授权不影响本环节办理',
    en: 'Needs the person’s authorisation; without it the step goes on',
  },

  'due.release': { zh: '本环节每次查验须另一人放行', en: 'Each check here is let through by a second person' },

  checking: { zh: '查验中…', en: 'Checking…' },
  'checking.cancel': { zh: '取消', en: 'Cancel' },

  'clear.title': { zh: '在本事项可查范围内未发现需处理的记录', en: 'Nothing that matters here was found' },
  'clear.confirmed': { zh: '姓名与证件号码已核对一致', en: 'Name and number were found to match' },
  'clear.unconfirmed': {
    zh: '没有来源可核对姓名与号码，请看证件原件',
    en: 'No source could compare name and number; look at the document itself',
  },
  'clear.reason': {
    zh: '已查验，在本事项可查范围内未发现需处理的记录。',
    en: 'Checked; nothing that matters here was found.',
  },

  'findings.title': { zh: '发现 {n} 条与本事项相关的记录', en: '{n} record(s) that matter here' },
  'benefit.title': { zh: '可适用 {measures}', en: 'Eligible: {measures}' },
  'benefit.run': { zh: '{from} 至 {to} 无失信记录', en: 'No adverse record in force from {from} to {to}' },
  'benefit.record': { zh: '有可用的守信记录', en: 'A positive record qualifies' },
  'benefit.commitment': { zh: '签署信用承诺后可适用', en: 'Open after the commitment is signed' },
  'benefit.documents': { zh: '可后补 {documents}，最迟 {date}', en: '{documents} may follow until {date}' },
  'record.until': { zh: '公布至 {date}', en: 'published until {date}' },
  'record.decided': { zh: '{date} 作出', en: 'decided {date}' },
  'record.disputed': { zh: '当事人有异议，处理中（{date} 前答复）', en: 'Disputed, under review (answer due {date})' },
  'record.corrected': { zh: '已更正', en: 'corrected' },
  'record.source': { zh: '来源 {source} · 数据截至 {time}', en: 'From {source} · data as of {time}' },
  asOf: { zh: '数据截至 {time}', en: 'Data as of {time}' },
  registered: { zh: '当事人可异议 · 查询已登记', en: 'The person can object · this look-up is registered' },

  'measures.title': { zh: '可依法采取（由您决定）', en: 'What the law allows (you decide)' },
  'measures.none': { zh: '不采取', en: 'Take none' },
  'measures.basis': { zh: '依据 {bases}', en: 'Basis: {bases}' },
  'measures.also': { zh: '另见 {bases}', en: 'See also {bases}' },
  'measures.notWith': { zh: '只能与“不予”类决定一起选', en: 'Only together with an adverse decision' },
  'measures.hearing': {
    zh: '将先告知当事人，听取意见期 {days} {kind}',
    en: 'The person is told first and has {days} {kind} to be heard',
  },
  'days.calendar': { zh: '日', en: 'days' },
  'days.working': { zh: '个工作日', en: 'working days' },

  reason: { zh: '理由', en: 'Reason' },
  'reason.hint': { zh: '不采取也需说明', en: 'Needed too where none is taken' },
  'reason.missing': { zh: '请写明理由', en: 'State a reason' },
  'measure.missing': { zh: '请选择采取或不采取', en: 'Choose what to take, or none' },
  'ground.other': { zh: '本决定不以信用记录为依据', en: 'This decision does not rest on credit records' },
  'ground.missing': {
    zh: '没有可依据的记录：须确认本决定另有依据',
    en: 'No record supports it: confirm that it rests on something else',
  },
  save: { zh: '保存决定', en: 'Save the decision' },
  saving: { zh: '保存中…', en: 'Saving…' },
  'decide.for': { zh: '决定：{control}', en: 'Decision: {control}' },
  'decide.later': { zh: '核对后，在页面上按 {controls} 继续', en: 'When ready, press {controls} on the page' },
  saved: { zh: '决定已保存，正在继续“{control}”', en: 'Saved; going on with “{control}”' },
  'saved.again': { zh: '决定已保存。请再按一次“{control}”', en: 'Saved. Press “{control}” once more' },

  'unknown.title': { zh: '尚未查验，不影响办理', en: 'Not checked yet; the step can go on' },
  'unknown.due': { zh: '系统恢复后自动补查，截止 {date}', en: 'It will be checked by itself, by {date}' },
  'unknown.missing': { zh: '暂时没有取得：{sources}', en: 'No answer yet from: {sources}' },
  'unknown.later': { zh: '系统恢复后自动补查', en: 'It will be checked by itself once the service is back' },
  'unknown.known': { zh: '已知部分：{n} 条记录', en: 'Known so far: {n} record(s)' },
  'outage.reason': {
    zh: '查验系统暂无应答，先行办理，待补查。',
    en: 'The check did not answer; the step goes on and the check is owed.',
  },
  'outage.save': { zh: '先行办理，记为待补查', en: 'Go on; the check is owed' },
  'outage.retry': { zh: '再试一次', en: 'Try again' },
  'outage.noKey': {
    zh: '本机还没有登录过，不能记待补查。请在系统恢复后登录。',
    en: 'Nobody has signed in on this device yet, so nothing can be owed. Sign in once the service is back.',
  },
  'outage.notKept': {
    zh: '本机没有写下这笔决定（磁盘可能已满），因此没有放行。请腾出空间后再按一次。',
    en: 'This device could not write the decision down (its disk may be full), so nothing was let through. Free some space and press again.',
  },
  'owed.saved': { zh: '已记为待补查，正在继续“{control}”', en: 'The check is owed; going on with “{control}”' },

  'refused.identity-mismatch': {
    zh: '姓名与证件号码不一致，请核对',
    en: 'Name and number do not match. Please compare them',
  },
  'refused.no-authorisation': {
    zh: '需本人授权；未授权不影响本环节办理',
    en: 'Needs the person’s authorisation; without it the step goes on',
  },
  'refused.no-duty': { zh: '本环节没有查验职责，不影响办理', en: 'There is no duty to check here; the step goes on' },
  'refused.role': {
    zh: '您的岗位没有本环节的查验权限，请联系单位管理员',
    en: 'Your post may not check at this step. Ask your office’s administrator',
  },
  'refused.quota': {
    zh: '今天的查验次数已用完；紧急的可由另一人放行',
    en: 'Today’s number of checks is used up; where it is urgent another person may let it through',
  },
  'refused.release': {
    zh: '本环节须两人放行：请另一人放行后再查验',
    en: 'Two persons release this step: check again once another has let it through',
  },

  'paper.notice': { zh: '打印告知书', en: 'Print the notice' },
  'paper.undertaking': { zh: '打印容缺承诺书', en: 'Print the undertaking' },

  'notice.title': { zh: '已提出：先告知当事人，再听取意见', en: 'Proposed: tell the person, then hear them' },
  'notice.date': { zh: '告知日期', en: 'Told on' },
  'notice.means': { zh: '告知方式', en: 'How' },
  'notice.choose': { zh: '请选择', en: 'Choose' },
  'notice.save': { zh: '记录告知', en: 'Record the notice' },
  'notice.missing': { zh: '请选择告知方式', en: 'Choose how the person was told' },
  'means.in-person': { zh: '当面', en: 'in person' },
  'means.post': { zh: '邮寄', en: 'by post' },
  'means.electronic': { zh: '电子送达', en: 'electronically' },
  'means.left-at-address': { zh: '留置', en: 'left at the address' },
  'means.public-announcement': { zh: '公告', en: 'by public announcement' },
  'hearing.title': { zh: '听取意见期至 {date}（含当日）', en: 'To be heard until {date}, that day included' },
  'hearing.running': {
    zh: '期满或听取意见后，重新查验才能生效',
    en: 'It takes effect after the period, or after the person was heard, and a new check',
  },
  'hearing.lapsed': {
    zh: '听取意见期已满。重新查验后可生效',
    en: 'The period is over. It can take effect after a new check',
  },
  'hearing.heard': {
    zh: '已听取意见。重新查验后可生效',
    en: 'The person was heard. It can take effect after a new check',
  },
  'hearing.open': { zh: '记录当事人意见', en: 'Record what the person said' },
  'hearing.date': { zh: '听取日期', en: 'Heard on' },
  'hearing.statement': { zh: '当事人意见及采纳情况', en: 'What was said, and how it was weighed' },
  'hearing.save': { zh: '保存意见', en: 'Save the statement' },
  'effect.check': { zh: '重新查验', en: 'Check again' },
  'effect.gone': {
    zh: '重新查验后依据已不存在，原提议应撤回',
    en: 'The new check found the ground gone; the proposal is to be withdrawn',
  },
  effective: { zh: '决定已生效', en: 'The decision has taken effect' },
  'saved.plain': { zh: '决定已保存', en: 'The decision is saved' },
  'owed.case': { zh: '本案有一笔待补查', en: 'A check is owed for this case' },
  'effect.what': { zh: '将生效：{what}', en: 'Takes effect: {what}' },
  'effect.plain': { zh: '不予通过的决定', en: 'the adverse decision' },
  'effect.save': { zh: '使决定生效', en: 'Let it take effect' },
  'effect.withdrawn': {
    zh: '重新查验后依据已不存在，原提议已撤回',
    en: 'The new check found the ground gone; the proposal was withdrawn',
  },
  'effect.withdrawn.next': { zh: '可在页面上重新作出决定', en: 'Decide anew on the page' },
  withdraw: { zh: '撤回提议', en: 'Withdraw' },
  withdrawn: { zh: '提议已撤回', en: 'The proposal was withdrawn' },

  'signedOut.title': { zh: '登录后才能查验', en: 'Sign in to check' },
  signIn: { zh: '登录', en: 'Sign in' },
  'signIn.waiting': { zh: '请在弹出的窗口中登录…', en: 'Sign in in the window that opened…' },
  'gone.title': { zh: '这张卡片已失效', en: 'This card is no longer valid' },
  'gone.body': { zh: '请收起后从页面重新打开', en: 'Close it and open it again from the page' },
  covered: {
    zh: '有内容遮住了卡片，未保存。请移开后再按。',
    en: 'Something covers this card, so nothing was saved. Move it away and press again.',
  },
  'demo.clock': { zh: '演示日期 {date}', en: 'Demonstration date {date}' },
} as const satisfies Messages;
