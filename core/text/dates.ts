import type { Language } from './translate.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param date 'YYYY-MM-DD' @example sayDate('2026-11-24', 'zh-CN') // '2026年11月24日' */
export function sayDate(date: string, language: Language): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** Asia/Shanghai is UTC+8 and has known no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

/**
 * Time of day in Asia/Shanghai, with the date where it is another day than today's.
 *
 * @param instant ISO 8601, UTC. @param now milliseconds since 1970.
 * @example sayTime('2026-11-24T01:41:00.000Z', now, 'zh-CN') // '今天 09:41'
 */
export function sayTime(instant: string, now: number, language: Language): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_MS).toISOString();
  const [date, time] = [local.slice(0, 10), local.slice(11, 16)];
  const today = new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);
  if (date === today) return language === 'zh-CN' ? `今天 ${time}` : `today ${time}`;
  return `${sayDate(date, language)} ${time}`;
}
