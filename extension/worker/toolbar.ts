/** How much waits for this clerk, on the toolbar button: what this device keeps, and what the gateway told last. */
import browser from 'webextension-polyfill';
import { sessionStore } from './session-store.ts';

const KEY = 'waiting';
type Waiting = { readonly outbox: number; readonly desk: number };

export async function showWaiting(change: Partial<Waiting>): Promise<void> {
  const before = (await sessionStore.get(KEY)) as Waiting | undefined;
  const now = { outbox: 0, desk: 0, ...before, ...change };
  await sessionStore.set(KEY, now);
  const n = now.outbox + now.desk;
  await browser.action.setBadgeText({ text: n > 0 ? String(n) : '' });
}
