/** How offices and decision points are called. Asked once a visit. */
import type { AuditTitlesAnswer } from '@duecheck/core/contract';
import { FLAG_WORDS, inLanguage, type Language, ROLE_WORDS, type Words } from '@duecheck/core/text';
import { signal } from '@preact/signals';
import { ask } from './ask.ts';
import { language } from './language.ts';

export const titles = signal<AuditTitlesAnswer>({ organisations: [], decisionPoints: [] });

/** Whether this account may audit: the gateway says so by telling the titles. */
export type May = 'unknown' | 'yes' | 'no' | 'outage';
export const may = signal<May>('unknown');

export async function readTitles(): Promise<void> {
  const reply = await ask('auditTitles');
  if (reply.ok) {
    titles.value = reply.answer;
    may.value = 'yes';
  } else if (reply.failure.kind === 'problem' && reply.failure.code === 'role-missing') may.value = 'no';
  // Signed out meanwhile is told elsewhere, and what is on the page stays.
  else if (reply.failure.kind !== 'signed-out' && may.value !== 'yes') may.value = 'outage';
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
