/** Words on screen, Chinese first. One table a surface, both languages side by side, so that they change together. */

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `{name}` stands for a value, `{name|one|more}` for a word by its number. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
export type Messages = Readonly<Record<string, Words>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<M extends Messages> = (key: keyof M & string, values?: Values) => string;

/** The language of a browser or a policy, as one of ours. */
export const languageOf = (tag: string | undefined): Language => (/^zh\b/i.test(tag ?? 'zh') ? 'zh-CN' : 'en');

/** Picks the language of a text that travels with both, such as the catalogue's titles. */
export const inLanguage = (text: Words, language: Language): string => (language === 'zh-CN' ? text.zh : text.en);

/** One language of a table, for where only that one should travel. */
export const wordsIn = <M extends Messages>(messages: M, language: Language): Record<keyof M & string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, inLanguage(text, language)])) as never;

/** A table that holds one language already; a word that it lacks is shown by its key. */
export const speaker =
  <M extends Messages>(words: Readonly<Record<string, string>>): Translate<M> =>
  (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)(?:\|(.*?)\|(.*?))?\}/g, (whole, name: string, one?: string, more?: string) =>
      String((one === undefined ? values[name] : values[name] === 1 ? one : more) ?? whole),
    );

/** @example translator(GATE, 'zh-CN')('gate.check') // '现在查验' */
export const translator = <M extends Messages>(messages: M, language: Language): Translate<M> =>
  speaker(wordsIn(messages, language));
