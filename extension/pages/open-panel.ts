import browser from 'webextension-polyfill';

interface Sidebar {
  open(): Promise<void>;
}

/**
 * The panel beside the page; where the browser has none (Chromium before 116), the same page in a tab. Browsers open it only in the
 * press itself, so nothing may be awaited before.
 *
 * @param windowId known before the press
 */
export function openPanel(windowId: number | undefined): Promise<unknown> {
  const sidebar = (browser as unknown as { sidebarAction?: Sidebar }).sidebarAction;
  if (sidebar) return sidebar.open();
  const panel = globalThis.chrome?.sidePanel as typeof chrome.sidePanel | undefined;
  if (typeof panel?.open === 'function' && windowId !== undefined) return panel.open({ windowId }).catch(inTab);
  return inTab();
}

const inTab = () => browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html' as never) });
