/** The language of the pages: as chosen here before, else the browser's. */
import { type Language, languageOf, type Messages, type Translate, translator } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import { kept } from './kept.ts';

const stored = kept<Language>('language');

export const language = signal<Language>(stored.read() ?? languageOf(navigator.language));
document.documentElement.lang = language.value;

export function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
  stored.write(next);
}

const made = new WeakMap<Messages, Map<Language, unknown>>();

/** In a component: it is drawn anew when the language changes. */
export function wordsOf<M extends Messages>(messages: M): Translate<M> {
  const of = made.get(messages) ?? new Map<Language, unknown>();
  made.set(messages, of);
  const say = (of.get(language.value) as Translate<M> | undefined) ?? translator(messages, language.value);
  of.set(language.value, say);
  return say;
}

export const other = (): Language => (language.value === 'zh-CN' ? 'en' : 'zh-CN');
