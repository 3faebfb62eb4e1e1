/** How offices and decision points are called. Asked once a visit. */
import type { AuditTitlesAnswer } from '@duecheck/core/contract';
import { FLAG_WORDS, inLanguage, type Language, ROLE_WORDS, type Words } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import { ask } from './ask.ts';
import { language } from './language.ts';

export const titles = signal<AuditTitlesAnswer>({ organisations: [], decisionPoints: [] });

/** @returns whether this account may audit; null where it cannot be known now */
export async function readTitles(): Promise<boolean | null> {
  const reply = await ask('auditTitles');
  if (reply.ok) titles.value = reply.answer;
  else if (reply.failure.kind === 'problem' && reply.failure.code === 'role-missing') return false;
  else return null;
  return true;
}

const called = (list: readonly { id: string; title: Words }[], id: string, by: Language): string => {
  const found = list.find((one) => one.id === id);
  return found === undefined ? id : inLanguage(found.title, by);
};

/** What has no title, such as an altered column, is told as it stands. */
export const officeTitle = (id: string): string => called(titles.value.organisations, id, language.value);
export const pointTitle = (id: string | null): string =>
  id === null ? '' : called(titles.value.decisionPoints, id, language.value);

const worded = (table: Readonly<Record<string, Words>>, key: string): string => {
  const words = Object.hasOwn(table, key) ? table[key] : undefined;
  return words === undefined ? key : inLanguage(words, language.value);
};
export const roleTitle = (role: string): string => worded(ROLE_WORDS, role);
export const flagTitle = (flag: string): string => worded(FLAG_WORDS, flag);
