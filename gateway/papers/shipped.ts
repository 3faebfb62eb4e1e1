/** The templates that every organisation starts with. */
import { readFileSync } from 'node:fs';
import type { PaperKind } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';

const read = (kind: PaperKind, language: Language): string =>
  readFileSync(new URL(`./templates/${kind}.${language}.liquid`, import.meta.url), 'utf8');

const SHIPPED: Readonly<Record<PaperKind, Readonly<Record<Language, string>>>> = {
  notice: { 'zh-CN': read('notice', 'zh-CN'), en: read('notice', 'en') },
  undertaking: { 'zh-CN': read('undertaking', 'zh-CN'), en: read('undertaking', 'en') },
};

export const shippedTemplate = (kind: PaperKind, language: Language): string => SHIPPED[kind][language];
