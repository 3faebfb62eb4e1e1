/** After an install one page about itself, after an update one line: each once, and neither where the office wants none. */

import { isOlder } from '@duecheck/core/lists';
import { inLanguage, type Language, NEWS } from '@duecheck/core/text';
import browser, { type Runtime } from 'webextension-polyfill';
import * as z from 'zod/mini';
import { readGiven } from './settings.ts';

const KEY = 'newSince';

export async function introduce({ reason, previousVersion }: Runtime.OnInstalledDetailsType): Promise<void> {
  if (reason === 'update' && previousVersion) await browser.storage.local.set({ [KEY]: previousVersion });
  if (reason === 'install' && (await mayIntroduce()))
    await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html' as never) });
}

/** Whoever has it by policy was told by their office. */
async function mayIntroduce(): Promise<boolean> {
  const { policy, given } = await readGiven();
  if (given.introduce === 'no' || Object.keys(policy).length > 0) return false;
  // Policy may arrive two seconds after a forced install; that it was forced is known at once.
  return (await browser.management.getSelf()).installType !== 'admin';
}

/** What is new since the version before, until somebody has read it. */
export async function readNews(language: Language): Promise<readonly string[]> {
  const since = z.safeParse(z.string(), (await browser.storage.local.get(KEY))[KEY]);
  if (!since.success || (await readGiven()).given.introduce === 'no') return [];
  return NEWS.filter(({ version }) => isOlder(since.data, version)).map(({ words }) => inLanguage(words, language));
}

export const newsRead = (): Promise<void> => browser.storage.local.remove(KEY);
