/** Where records come from, as people call it. A source without words here is shown by its id. */
import { inLanguage, type Language, type Words } from './translate.ts';

const SOURCES: Readonly<Record<string, Words>> = {
  own: { zh: '本市信用库', en: 'the city’s own store' },
  city: { zh: '市信用平台', en: 'the city platform' },
  province: { zh: '省信用平台', en: 'the provincial platform' },
  /** Nothing is told while nothing new can be proven (DESIGN §4). */
  register: { zh: '查询登记（登记滞后）', en: 'the register of look-ups, which lags' },
};

/** @example saySource('city', 'zh-CN') // '市信用平台' */
export const saySource = (id: string, language: Language): string => {
  const words = SOURCES[id];
  return words ? inLanguage(words, language) : id;
};

/** @example saySources(['city', 'province'], 'zh-CN') // '市信用平台、省信用平台' */
export const saySources = (ids: readonly string[], language: Language): string =>
  ids.map((id) => saySource(id, language)).join(language === 'zh-CN' ? '、' : ', ');
