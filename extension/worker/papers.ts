/**
 * Open print pages: which paper each is for, and which tab shows it. The paper itself is never here, nor anywhere on this device: the
 * page asks for it, shows it, and it is gone with the tab.
 */
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { PaperWish } from '../messages/index.ts';
import { sessionEntries, sessionStore } from './session-store.ts';

const OpenPaper = z.strictObject({ wish: PaperWish, tabId: z.nullable(z.int()) });
type OpenPaper = z.infer<typeof OpenPaper>;

const PREFIX = 'paper:';
const keyOf = (page: string) => `${PREFIX}${page}`;

/** Opens the page beside the tab of the card. Its address holds a random number, and of the case and the person nothing. */
export async function openPaper(wish: PaperWish, besideTab: number): Promise<void> {
  const page = crypto.randomUUID();
  await sessionStore.set(keyOf(page), { wish, tabId: null } satisfies OpenPaper);
  await browser.tabs.create({ url: `${browser.runtime.getURL('paper.html')}#${page}`, openerTabId: besideTab });
}

/**
 * The page belongs to the tab that asks first, which is the one that was opened for it; its address in another tab opens nothing.
 *
 * @returns null for a page that has ended, or that another tab shows
 */
export async function wishOf(page: string, tabId: number | undefined): Promise<PaperWish | null> {
  const open = z.safeParse(OpenPaper, await sessionStore.get(keyOf(page)));
  if (!open.success || tabId === undefined) return null;
  if (open.data.tabId === null) await sessionStore.set(keyOf(page), { ...open.data, tabId });
  return open.data.tabId === null || open.data.tabId === tabId ? open.data.wish : null;
}

export async function dropPapersOf(tabId: number): Promise<void> {
  for (const [key, value] of await sessionEntries(PREFIX)) {
    const open = z.safeParse(OpenPaper, value);
    if (!open.success || open.data.tabId === tabId) await sessionStore.delete(key);
  }
}
