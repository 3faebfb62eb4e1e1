/** Why an alert was raised, in a sentence with its own numbers. It names no person and blames nobody: it says what was seen. */
import type { Because, SignName } from '../review/index.ts';
import { type Messages, translator, type Words } from './translate.ts';

const REVIEW = {
  'per.act': { zh: '{time} 的一次查询', en: 'One look-up at {time}' },
  'per.day': { zh: '当日 {acts} 次', en: '{acts} that day' },
  'per.days': { zh: '{days} 日内 {acts} 次', en: '{acts} within {days} days' },
  'per.round': { zh: '同一批次 {counted} 人中的 {acts} 人', en: '{acts} of {counted} people of one round' },
  'per.subject': { zh: '{days} 日内对同一人 {acts} 次', en: '{acts} about one person within {days} days' },
  'per.neighbours': {
    zh: '当日 {acts} 人的号码仅末四位不同',
    en: '{acts} people that day whose numbers differ in the last four characters only',
  },
  of: { zh: '（同类共 {counted} 次）', en: ' (of {counted} of the kind)' },
  past: {
    zh: '；此前 {days} 个有查询的日子里，同样长的时段最多 {most} 次',
    en: '; on {days} days of work before, {most} at most in as long a time',
  },
  'past.none': { zh: '；此前的查询不足以比较', en: '; too few days before to compare with' },
  sign: { zh: '{what}（{acts} 次）', en: '{what} ({acts})' },
  'no-case': { zh: '业务系统的案件清单里没有该案件', en: 'the host’s list has no such case' },
  undecided: { zh: '期限内没有作出决定', en: 'nobody decided in time' },
  'off-hours': { zh: '在非工作时间', en: 'outside working hours' },
  colleague: { zh: '被查人是本单位人员', en: 'the person works in the same office' },
  'same-surname': { zh: '被查人与经办人同姓', en: 'the person has the clerk’s surname' },
  listed: { zh: '被查人在必审名单内', en: 'look-ups of this person are always reviewed' },
  'in-round': { zh: '属于批量核查', en: 'part of a round' },
  'outside-round': { zh: '不属于批量核查', en: 'outside any round' },
  alone: { zh: '同一小时内本单位无他人如此', en: 'nobody else of the office did so within the hour' },
  again: { zh: '以另一案件查过同一人', en: 'the same person was looked up under another case before' },
} as const satisfies Messages;

/** Circumstances that hold for nearly everything are told only where nothing else is. */
const PLAIN: ReadonlySet<SignName> = new Set(['in-round', 'outside-round']);

/** In both languages, as it travels. */
export const sayAlert = (because: Because): Words => ({ zh: said(because, 'zh-CN'), en: said(because, 'en') });

function said({ per, days, acts, counted, time, signs, past }: Because, language: 'zh-CN' | 'en'): string {
  const t = translator(REVIEW, language);
  const numbers = { acts, days, counted, time };
  const lead = per === 'day' && days > 1 ? t('per.days', numbers) : t(`per.${per}`, numbers);
  const share = per === 'day' && counted > acts ? t('of', numbers) : '';
  const telling = signs.filter(({ sign }) => !PLAIN.has(sign));
  const what = (telling.length > 0 ? telling : signs).map(({ sign, acts: at }) =>
    per === 'act' || at === acts ? t(sign) : t('sign', { what: t(sign), acts: at }),
  );
  const before = past === null ? '' : past.days === 0 ? t('past.none') : t('past', { ...past });
  const [colon, comma, stop] = language === 'zh-CN' ? ['：', '；', '。'] : [': ', '; ', '.'];
  return `${lead}${share}${what.length === 0 ? '' : colon}${what.join(comma)}${before}${stop}`;
}
