import browser from 'webextension-polyfill';
import type { ToBatch } from '../messages/batch.ts';

/** A key of the whole browser, as the worker tells of it: this page comes to the front first. @returns ends it */
export function onNext(react: () => void): () => void {
  const listen = (raw: unknown): Promise<'here'> | undefined => {
    if ((raw as ToBatch | null)?.type !== 'batch.next') return undefined;
    return comeToFront().then(() => {
      react();
      return 'here';
    });
  };
  browser.runtime.onMessage.addListener(listen);
  return () => browser.runtime.onMessage.removeListener(listen);
}

async function comeToFront(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  await browser.tabs.update(tab.id, { active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
