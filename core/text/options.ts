/** The options page, and the page that introduces the extension. */
import type { Messages } from './translate.ts';

export const OPTIONS = {
  title: { zh: '信用查验 · 设置', en: 'Credit check · options' },
  language: { zh: '语言', en: 'Language' },
  'language.own': { zh: '随浏览器', en: 'As the browser' },
  'language.policy': { zh: '由单位策略指定', en: 'Set by your office’s policy' },
  systems: { zh: '已绑定的系统', en: 'Bound systems' },
  'systems.none': { zh: '还没有收到绑定清单', en: 'No list of bindings yet' },
  'cover.covered': { zh: '已覆盖', en: 'covered' },
  'cover.clerk': { zh: '未覆盖：还没有授权', en: 'not covered: no access was granted' },
  'cover.office': { zh: '未覆盖：须由单位管理员开通', en: 'not covered: for your administrator to open' },
  grant: { zh: '授权', en: 'Allow' },
  revoke: { zh: '撤销授权', en: 'Take back' },
  'revoke.note': {
    zh: '撤销后本系统列为未覆盖，其中的决定不再拦截',
    en: 'It then counts as not covered, and its decisions are no longer held',
  },
  'revoke.office': {
    zh: '由单位安装时授权，不能在此撤销',
    en: 'Granted with the office’s build; it cannot be taken back here',
  },
  decorate: { zh: '在页面上显示提示条和标记', en: 'Show line and marks in the page' },
  'decorate.note': {
    zh: '关闭后只是不显示；须先查验的决定照样会拦下。重新打开页面后生效',
    en: 'Off, they are only not drawn: decisions that need a check are held as before. From the page’s next load on',
  },
  keys: { zh: '快捷键', en: 'Keys' },
  'key.check-now': { zh: '打开当前表单的查验卡片', en: 'Open the card of the form on screen' },
  'key.next-unfinished': { zh: '转到批量查验的下一条未处理', en: 'Go to the next unfinished row of the batch' },
  'key.open-panel': { zh: '打开侧栏', en: 'Open the side panel' },
  'keys.none': { zh: '未设置', en: 'none' },
  'keys.form': { zh: '表单内：查验', en: 'In the form: check' },
  'keys.change': { zh: '更改快捷键', en: 'Change keys' },
  'keys.firefox': {
    zh: '在 about:addons 的齿轮菜单中选“管理扩展快捷键”',
    en: 'In about:addons, choose “Manage Extension Shortcuts” from the gear menu',
  },
  given: { zh: '单位给定的设置（只读）', en: 'Set by your office (read only)' },
  'given.none': { zh: '还没有配置，请联系单位管理员', en: 'Not set up yet; ask your administrator' },
  'given.gatewayUrl': { zh: '网关', en: 'Gateway' },
  'given.issuer': { zh: '身份提供方', en: 'Identity provider' },
  'given.clientId': { zh: '客户端标识', en: 'Client id' },
  'given.listRoot': { zh: '清单签名人', en: 'Signers of the lists' },
  'given.language': { zh: '语言', en: 'Language' },
  'given.introduce': { zh: '介绍页与更新说明', en: 'Introduction and update notes' },
  'introduce.yes': { zh: '显示', en: 'shown' },
  'introduce.no': { zh: '不显示', en: 'not shown' },
  'by.policy': { zh: '策略', en: 'policy' },
  'by.build': { zh: '安装包', en: 'build' },
  signers: { zh: '{names}，须 {n} 人签名', en: '{names}; {n} signatures needed' },
  diagnostics: { zh: '诊断信息', en: 'Diagnostics' },
  'diagnostics.save': { zh: '存成文件', en: 'Save as a file' },
  'diagnostics.note': {
    zh: '供技术人员查看；不含任何人的姓名、号码和案号，不会发送',
    en: 'For whoever helps; no name, number or case of anybody is in it, and nothing is sent',
  },
  version: { zh: '版本 {version}', en: 'Version {version}' },
} as const satisfies Messages;

export const WELCOME = {
  title: { zh: '信用查验已安装', en: 'Credit check is installed' },
  who: {
    zh: '在依规须先查验的环节提醒您，查验后再办理；每次查询都有登记。',
    en: 'It reminds you where a rule asks for a check before the decision. Every lookup is registered.',
  },
  never: {
    zh: '只在下列系统中运行，不读取其他网页，不给任何人打分。',
    en: 'It runs in the systems below and nowhere else, and rates nobody.',
  },
  unset: {
    zh: '还没有配置。请联系单位管理员下发策略，之后本页会显示可以使用的系统。',
    en: 'Not set up yet. Ask your administrator for the policy; then this page shows your systems.',
  },
  'step.hosts': { zh: '授权系统', en: 'Allow your systems' },
  'step.signIn': { zh: '登录', en: 'Sign in' },
  'step.try': { zh: '试一试', en: 'Try it' },
  done: { zh: '已完成', en: 'done' },
  try: {
    zh: '打开上面的系统中须查验的表单：顶部会出现一行提示，按 F8 或点“查验”。',
    en: 'Open a form in one of these systems where a check is due: a line appears on top. Press F8, or “Check”.',
  },
  'try.panel': {
    zh: '工具栏按钮里可以打开侧栏、批量查验和设置。',
    en: 'The toolbar button leads to side panel, batches and options.',
  },
  panel: { zh: '打开侧栏', en: 'Open the side panel' },
  options: { zh: '设置', en: 'Options' },
} as const satisfies Messages;
