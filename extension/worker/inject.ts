/** Where the content script runs: bound origins, nowhere else. The browser keeps the registration across restarts. */
import type { Binding } from '@duecheck/core/binding';
import browser from 'webextension-polyfill';
import { hostPattern } from './origins.ts';

const ID = 'bound';
const FILE = 'bound.js';

/** Firefox knows no port in a match pattern; the script itself then looks whether its origin is bound. */
const scriptPattern = (origin: string): string => (import.meta.env.FIREFOX ? hostPattern(origin) : `${origin}/*`);

export async function injectInto(bindings: readonly Binding[]): Promise<void> {
  const matches = [...new Set(bindings.map(({ origin }) => scriptPattern(origin)))].sort();
  const [known] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  const before = [...(known?.matches ?? [])].sort();
  if (matches.join() === before.join()) return;
  if (known) await browser.scripting.unregisterContentScripts({ ids: [ID] });
  if (matches.length === 0) return;
  await browser.scripting.registerContentScripts([
    { id: ID, js: [FILE], matches, allFrames: true, runAt: 'document_start', persistAcrossSessions: true },
  ]);
  const added = matches.filter((pattern) => !before.includes(pattern));
  await Promise.all(added.map(intoOpenTabs));
}

/** Pages that were open before the list came: too late for `document_start`, in time for the clerk. */
async function intoOpenTabs(pattern: string): Promise<void> {
  const tabs = await browser.tabs.query({ url: pattern }).catch(() => []);
  for (const { id } of tabs)
    if (id !== undefined)
      await browser.scripting
        .executeScript({ target: { tabId: id, allFrames: true }, files: [FILE], injectImmediately: true } as never)
        .catch(() => undefined);
}
