/** Days as offices write them. Anything that could be read two ways is refused, never guessed. */
import { type CivilDate, isCivilDate } from '@duecheck/core/time';
import { remembered } from '../remembered.ts';

/** `long-term`: without end, as 长期 and the far days that systems write for it. */
export type OfficeDate = { readonly day: CivilDate } | 'long-term' | 'empty' | 'invalid';

const EMPTY = /^(|-|\/|无|暂无|空|null|none)$/i;
const LONG_TERM = /^(长期|长期有效|永久|永久有效|无固定期限|无期限)$/;
/** 2018-1-1, 2018/01/01, 2018.1.1, 2018年1月1日, 20180101; a time of day after it is dropped. */
const DAY =
  /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日?|(\d{4})(\d{2})(\d{2}))(?:[T ]?\d{1,2}[:：]\d{2}.*)?$/;

const halfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));

/** @example readDate('2018年1月1日') // { day: '2018-01-01' } */
export const readDate: (raw: string) => OfficeDate = remembered(parseDate);

function parseDate(raw: string): OfficeDate {
  const text = halfWidth(raw).trim();
  if (EMPTY.test(text)) return 'empty';
  if (LONG_TERM.test(text)) return 'long-term';
  const parts = DAY.exec(text)?.filter((part) => part !== undefined);
  if (parts === undefined) return 'invalid';
  const [, year = '', month = '', day = ''] = parts;
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCivilDate(civil)) return 'invalid';
  return civil === '2099-12-31' || year === '9999' ? 'long-term' : { day: civil };
}
