import { PROBLEM_CODES } from '@duecheck/core/contract';
import {
  BATCH,
  CARD,
  languageOf,
  MENU,
  type Messages,
  OPTIONS,
  PAGE,
  PANEL,
  PAPER,
  PAPER_PAGE,
  PAPER_PLACES,
  POPUP,
  SELECTED,
  sayDate,
  sayProblem,
  sayTime,
  translator,
  WELCOME,
  WINDOW,
} from '@duecheck/core/text';
import { describe, expect, it } from 'vitest';

const SCREENS: Record<string, Messages> = {
  PAGE,
  CARD,
  POPUP,
  BATCH,
  PANEL,
  PAPER_PAGE,
  MENU,
  SELECTED,
  OPTIONS,
  WELCOME,
  WINDOW,
};
const TABLES: Record<string, Messages> = { ...SCREENS, PAPER, ...PAPER_PLACES };
const all = Object.entries(TABLES).flatMap(([table, messages]) =>
  Object.entries(messages).map(([key, words]) => [`${table} ${key}`, words] as const),
);
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('words on screen', () => {
  it.each(all)('%s stands in both languages, with the same places', (_, { zh, en }) => {
    expect(zh).not.toBe('');
    expect(en).not.toBe('');
    expect(places(zh)).toEqual(places(en));
    expect(en).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(all)('%s neither shouts nor blames', (_, { zh, en }) => {
    expect(zh + en).not.toMatch(/[!！]/);
    expect(zh + en).not.toMatch(/score|blacklist|redlist|dossier|punish|黑名单|红名单|评分|无不良记录|\bclean\b/i);
  });

  it('keeps a line of Chinese within 38 characters, but on paper, where the sheet sets the line', () => {
    for (const [key, { zh }] of Object.values(SCREENS).flatMap((messages) => Object.entries(messages)))
      for (const line of zh.split(/[。；]/)) expect(line.length, key).toBeLessThanOrEqual(38);
  });

  it('has words for every problem', () => {
    for (const code of PROBLEM_CODES) expect(sayProblem(code).zh).not.toBe('');
  });

  it('fills places, and leaves unknown ones visible', () => {
    const say = translator(CARD, 'en');
    expect([1, 2].map((n) => say('findings.title', { n }))).toEqual([
      '1 record that matters here',
      '2 records that matter here',
    ]);
    expect(translator(PAGE, 'zh-CN')('gate.body', { control: '录用' })).toBe('录用前须完成查验。现在查验约 1 秒。');
    expect(translator(PAGE, 'en')('gate.body')).toContain('{control}');
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
    ['zhx', 'en'],
    [undefined, 'zh-CN'],
  ])('%s is %s', (tag, expected) => expect(languageOf(tag)).toBe(expected));

  it('says dates as people write them, and times in Shanghai', () => {
    const now = Date.parse('2026-11-24T02:00:00Z');
    expect(sayDate('2026-11-04', 'zh-CN')).toBe('2026年11月4日');
    expect(sayDate('2026-11-04', 'en')).toBe('4 Nov 2026');
    expect(sayTime('2026-11-24T01:41:00.000Z', now, 'zh-CN')).toBe('今天 09:41');
    expect(sayTime('2026-11-23T17:30:00.000Z', now, 'zh-CN')).toBe('今天 01:30');
    expect(sayTime('2026-11-23T15:59:00.000Z', now, 'en')).toBe('23 Nov 2026 23:59');
  });
});
