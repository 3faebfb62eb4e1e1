/** `storage.session`: outlives the worker, ends with the browser, never on disk. Nothing about a person is kept elsewhere. */
import type { IntentStore } from '@duecheck/core/check';
import browser from 'webextension-polyfill';

export const sessionStore = {
  async get(key: string): Promise<unknown> {
    return (await browser.storage.session.get(key))[key];
  },
  set: (key: string, value: unknown): Promise<void> => browser.storage.session.set({ [key]: value }),
  delete: (key: string): Promise<void> => browser.storage.session.remove(key),
} satisfies IntentStore;

/** Every key that begins so, with its value. */
export async function sessionEntries(prefix: string): Promise<[key: string, value: unknown][]> {
  return Object.entries(await browser.storage.session.get()).filter(([key]) => key.startsWith(prefix));
}
