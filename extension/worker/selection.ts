/**
 * "Check the selected number" in the browser's own menu. The number is kept in memory for the tab that was opened for it: in no
 * address, no log and on no disk, and gone with the tab or with the card that takes over.
 */
import { IDENTITY_KINDS } from '@duecheck/core/subject';
import { MENU, translator } from '@duecheck/core/text';
import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import * as z from 'zod/mini';
import { readSelection } from './read-selection.ts';
import { sessionEntries, sessionStore } from './session-store.ts';
import { readLanguage } from './settings.ts';

const MENU_ID = 'check-selected';
const PREFIX = 'selected:';

const Selected = z.strictObject({
  /** null until its page asks. */
  tabId: z.nullable(z.int()),
  /** Of the page, where the browser says it. */
  origin: z.nullable(z.string()),
  selected: z.union([
    z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: z.string() }),
    z.strictObject({ problem: z.string() }),
  ]),
});
type Kept = z.infer<typeof Selected>;
export type Selected = Kept & { readonly tabId: number };

/** At each start: the language may have changed, and the browser keeps what it was told last. */
export async function offerSelection(): Promise<void> {
  const say = translator(MENU, await readLanguage());
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: MENU_ID, title: say('selected'), contexts: ['selection'] });
}

export async function onSelection(
  { menuItemId, selectionText = '', pageUrl }: Menus.OnClickData,
  from?: Tabs.Tab,
): Promise<void> {
  if (menuItemId !== MENU_ID) return;
  const page = crypto.randomUUID();
  const origin = URL.canParse(pageUrl ?? '') ? new URL(pageUrl as string).origin : null;
  await sessionStore.set(PREFIX + page, { tabId: null, origin, selected: readSelection(selectionText) } satisfies Kept);
  const url = `${browser.runtime.getURL('/selected.html' as never)}#${page}`;
  await browser.tabs.create({ url, ...(from?.id === undefined ? {} : { openerTabId: from.id }) });
}

/**
 * The page belongs to the tab that asks first, which is the one that was opened for it; its address in another tab opens nothing.
 *
 * @returns null for a page that has ended, or that another tab shows
 */
export async function selectedOf(page: string, tabId: number | undefined): Promise<Selected | null> {
  const kept = z.safeParse(Selected, await sessionStore.get(PREFIX + page));
  if (!kept.success || tabId === undefined) return null;
  if (kept.data.tabId === null) await sessionStore.set(PREFIX + page, { ...kept.data, tabId } satisfies Kept);
  return kept.data.tabId === null || kept.data.tabId === tabId ? { ...kept.data, tabId } : null;
}

export const dropSelected = (page: string): Promise<void> => sessionStore.delete(PREFIX + page);

export async function dropSelectedOf(tabId: number): Promise<void> {
  for (const [key, value] of await sessionEntries(PREFIX)) {
    const parsed = z.safeParse(Selected, value);
    if (!parsed.success || parsed.data.tabId === tabId) await sessionStore.delete(key);
  }
}
