/** A script of ours in a tab, put there by one of our own pages, and one port to it: pages cannot open one, nor hear it. */
import browser, { type Runtime } from 'webextension-polyfill';

export interface PagePort<To> {
  tell(message: To): void;
  close(): void;
}

/** @returns null where the browser lets us not into that tab, or not any more */
export async function openPagePort<To, From>(
  {
    tabId,
    file,
    name,
  }: { readonly tabId: number; readonly file: '/picker.js' | '/collector.js'; readonly name: string },
  hear: (message: From) => void,
  onGone: () => void,
): Promise<PagePort<To> | null> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [file] });
  } catch {
    return null;
  }
  const port: Runtime.Port = browser.tabs.connect(tabId, { frameId: 0, name });
  port.onMessage.addListener((message) => hear(message as From));
  port.onDisconnect.addListener(onGone);
  return { tell: (message) => port.postMessage(message), close: () => port.disconnect() };
}
