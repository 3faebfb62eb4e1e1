import type { Page } from 'playwright-core';
import type { UserId } from '../identity-provider/users.ts';
import { EXTENSION_ID } from './browser.ts';

/** Signs in to the extension by its popup, here opened as a page of its own. */
export async function signInToExtension(popup: Page, user: UserId): Promise<void> {
  await popup.goto(`chrome-extension://${EXTENSION_ID}/popup.html`);
  const opened = popup.context().waitForEvent('page');
  await popup.getByRole('button', { name: '登录' }).click();
  const provider = await opened;
  // Its window closes on that, sometimes before Chromium has acknowledged the click.
  const closed = provider.waitForEvent('close', { timeout: 0 });
  const chosen = provider.locator(`button[name=user][value=${user}]`).click();
  await Promise.race([closed, chosen.catch((error) => (provider.isClosed() ? undefined : Promise.reject(error)))]);
  await popup.getByText('已登录').waitFor();
}
