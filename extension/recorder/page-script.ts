/** The recorder's way into the tab: one port to the script in its outermost document. */
import browser, { type Runtime } from 'webextension-polyfill';
import { type FromPicker, PICKER_PORT, type ToPicker } from '../messages/picker.ts';

const FILE = '/picker.js';

export interface PageScript {
  tell(message: ToPicker): void;
  close(): void;
}

/** @returns null where the browser lets us not into that tab, or not any more */
export async function openPageScript(
  tabId: number,
  hear: (message: FromPicker) => void,
  onGone: () => void,
): Promise<PageScript | null> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [FILE] });
  } catch {
    return null;
  }
  const port: Runtime.Port = browser.tabs.connect(tabId, { frameId: 0, name: PICKER_PORT });
  port.onMessage.addListener((message) => hear(message as FromPicker));
  port.onDisconnect.addListener(onGone);
  return { tell: (message) => port.postMessage(message), close: () => port.disconnect() };
}

/** Brings the page to the front, so that keys go there. */
export async function showTab(tabId: number): Promise<void> {
  const { windowId } = await browser.tabs.update(tabId, { active: true });
  if (windowId !== undefined) await browser.windows?.update(windowId, { focused: true });
}

export async function showSelf(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  await showTab(tab.id);
}
