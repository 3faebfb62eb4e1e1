/** Keys that work anywhere in the browser. The names are the manifest's; the clerk may give each another key, or none. */
import browser, { type Tabs } from 'webextension-polyfill';
import { openPanel } from '../pages/open-panel.ts';
import { shownIn } from './shown.ts';
import { askBatch, toTab } from './tell-pages.ts';

export function onCommand(name: string, tab?: Tabs.Tab): void {
  // In the event itself: the browser opens a panel for a press, and not for what comes after one.
  if (name === 'open-panel') void openPanel(tab?.windowId);
  if (name === 'check-now') void checkNow(tab?.id);
  if (name === 'next-unfinished') void nextUnfinished();
}

/** As F8 does in the form, also where the keys are elsewhere in the page. */
async function checkNow(tabId: number | undefined): Promise<void> {
  const shown = tabId === undefined ? null : await shownIn(tabId);
  if (shown !== null) await toTab(shown.tabId, { type: 'page.check' }, shown.frameId);
}

/** A batch page that is open comes to the front and goes to its next one; without one, the page is opened. */
async function nextUnfinished(): Promise<void> {
  if ((await askBatch({ type: 'batch.next' })) !== 'here')
    await browser.tabs.create({ url: browser.runtime.getURL('/batch.html' as never) });
}
