import type { Locator, Page } from 'playwright-core';
import type { UserId } from '../identity-provider/users.ts';
import { EXTENSION_ID } from './browser.ts';

/** Signs in to the extension by its popup, here opened as a page of its own; whoever is signed in goes first. */
export async function signInToExtension(popup: Page, user: UserId): Promise<void> {
  await popup.goto(`chrome-extension://${EXTENSION_ID}/popup.html`);
  const button = (name: string): Locator => popup.getByRole('button', { name, exact: true });
  await button('登录').or(button('退出')).waitFor();
  if (await button('退出').isVisible()) {
    await button('退出').click();
    // The provider keeps a session of its own, by which the next clerk would be the one before: another one, another desk.
    await popup.context().clearCookies();
  }
  const opened = popup.context().waitForEvent('page');
  await button('登录').click();
  const provider = await opened;
  // Its window closes on that, sometimes before Chromium has acknowledged the click.
  const closed = provider.waitForEvent('close', { timeout: 0 });
  const chosen = provider.locator(`button[name=user][value=${user}]`).click();
  await Promise.race([closed, chosen.catch((error) => (provider.isClosed() ? undefined : Promise.reject(error)))]);
  await popup.getByText('已登录').waitFor();
}
