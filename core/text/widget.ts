/** What the widget's frame says on a partner's page. It knows no name, no number and no result. */
import type { Messages } from './translate.ts';

export const FRAME = {
  title: { zh: '出示信用记录', en: 'Show good records' },
  waiting: { zh: '{partner}想请你出示良好记录', en: '{partner} asks you to show good records' },
  'waiting.note': { zh: '自愿出示，不出示不受影响', en: 'Your choice; nothing is lost without' },
  open: { zh: '去出示', en: 'Show' },
  opened: { zh: '请在打开的窗口里继续', en: 'Go on in the window that opened' },
  'opened.note': { zh: '没有看到窗口？再打开一次', en: 'No window? Open it again' },
  again: { zh: '再次打开', en: 'Open again' },
  complete: { zh: '已经出示，可以继续了', en: 'Shown. You can go on' },
  'complete.note': { zh: '十五分钟内有效，只能用一次', en: 'Good for fifteen minutes, and once' },
  closed: { zh: '没有出示，可以照常继续', en: 'Nothing was shown. Go on as usual' },
  'closed.note': { zh: '你的申请不受影响', en: 'Your request is not affected' },
  expired: { zh: '这次请求已过期', en: 'This request has expired' },
  'expired.note': { zh: '重新打开本页可以再来一次', en: 'Load the page again to try once more' },
  offline: { zh: '暂时连不上，正在重试', en: 'No connection; trying again' },
  'offline.note': { zh: '不出示也可以照常继续', en: 'You can go on as usual without' },
  fault: { zh: '暂时不能出示', en: 'Not available now' },
  'fault.note': { zh: '不出示也可以照常继续', en: 'You can go on as usual without' },
  test: { zh: '测试', en: 'Test' },
} as const satisfies Messages;
