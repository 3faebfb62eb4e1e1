/** The print page's own words. The paper's are the template's. */
import type { Messages } from './translate.ts';

export const PAPER_PAGE = {
  title: { zh: '打印', en: 'Print' },
  print: { zh: '打印', en: 'Print' },
  copy: { zh: '复制文字', en: 'Copy the text' },
  copied: { zh: '文字已复制', en: 'The text is copied' },
  'copy.failed': { zh: '没有复制成功，请选中文字后复制', en: 'Nothing was copied; select the text and copy it' },
  other: { zh: '改用英文制作，另行登记', en: 'Make it in Chinese, with an entry of its own' },
  loading: { zh: '正在制作…', en: 'Making the paper…' },
  registered: { zh: '本次制作已登记，本机不保存', en: 'This copy is registered and is not kept on this device' },
  own: { zh: '使用本单位模板第 {version} 版', en: 'From your office’s own template, version {version}' },
  shipped: { zh: '使用通用模板', en: 'From the common template' },
  sheet: { zh: '第 {n} 页，共 {of} 页', en: 'Page {n} of {of}' },
  entry: { zh: '登记编号 {entry}', en: 'Register entry {entry}' },
  'demo.clock': { zh: '演示日期 {date}', en: 'Demonstration date {date}' },
  'gone.title': { zh: '这页已失效', en: 'This page is no longer valid' },
  'gone.body': { zh: '请关闭后从查验卡片重新打开', en: 'Close it and open it again from the card' },
  'signedOut.title': { zh: '登录后才能制作', en: 'Sign in to make the paper' },
  signIn: { zh: '登录', en: 'Sign in' },
  'outage.title': { zh: '暂时连不上，文书尚未制作', en: 'No connection now; the paper was not made' },
  'outage.body': {
    zh: '不影响办理。系统恢复后再试一次。',
    en: 'The case can go on. Try again once the service is back.',
  },
  again: { zh: '再试一次', en: 'Try again' },
} as const satisfies Messages;
