/** What is new in a version, in a sentence or two for the people who use it. Newest first; old ones may go. */
import type { Words } from './translate.ts';

export const NEWS: readonly { readonly version: string; readonly words: Words }[] = [
  {
    version: '0.1.0',
    words: {
      zh: '新增侧栏：当前案件的经过、待听取意见、待补查和回执；可在网页上选中证件号码后查验。',
      en: 'New: a side panel with the case on screen, periods, owed checks and receipts; and checking a number that you select.',
    },
  },
];
