/** What a clerk does and sees, in words. */

import type { Frame, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Office } from './office.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

/** Presses within 400 ms of being shown do not count (DESIGN §5): people are slower than tests. */
const READING_MS = 450;
export const read = (page: Page) => page.waitForTimeout(READING_MS);

/** A card that says more than before grows, and where the window ends it moves up: people look where a box is first. */
export const tick = async (box: Locator) => {
  await read(box.page());
  await box.check();
};

/** Our one element in the host's page: what is due here is known. */
export const bannerOf = (page: Page) => page.waitForFunction(() => document.querySelector('html > div[lang]') !== null);

/** The card lies in a closed shadow root: only its frame can be reached. */
export const cardOf = (page: Page): Promise<Frame> =>
  // Not by expect.poll, which tests that run beside each other cannot use.
  vi.waitUntil(() => page.frames().find((frame) => frame.url().includes('/card.html')), PATIENCE);

/** Waited for, read, and pressed, as a person does. */
export async function press(card: Frame, what: string | RegExp | Locator): Promise<void> {
  const named = typeof what === 'string' || what instanceof RegExp;
  const button = named ? card.getByRole('button', { name: what, exact: true }) : what;
  await button.waitFor();
  await read(card.page());
  // A press that ends the card takes its frame away, sometimes before Chromium has acknowledged the click.
  const gone = card.page().waitForEvent('framedetached', { predicate: (frame) => frame === card, timeout: 0 });
  await Promise.race([button.click(), gone.catch(() => undefined)]);
}

/** What a screen reader has of it, our closed root included. */
export async function said(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.map(({ name }) => String(name?.value)).join();
}

/** Presses a deciding button of the page; our offer to check now takes the focus. */
export async function pressed(page: Page, button: '#hire' | '#reject'): Promise<void> {
  await page.click(button);
  await prompted(page);
}

/** Our prompt is there, has the focus, and was read. */
export async function prompted(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.style.zIndex === '2147483647');
  await read(page);
}

/** Takes the gate's offer to check now. */
export async function pressAndCheck(page: Page, button: '#hire' | '#reject'): Promise<Frame> {
  await pressed(page, button);
  await page.keyboard.press('Enter');
  return cardOf(page);
}

/** What the host's server was sent, as `path receipt-or-deferral-or-nothing`. */
export const passed = ({ host }: Office) =>
  host.sent.map(({ path, headers }) => {
    const carried = headers['credit-check-receipt']
      ? 'receipt'
      : headers['credit-check-deferral']
        ? 'deferral'
        : 'bare';
    return `${path} ${carried}`;
  });

/** What the host's own script saw come of its decisions. */
export const decidedBy = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { decided: [string, string, unknown][] }).decided);

export const until = (what: () => Promise<unknown> | unknown) => expect.poll(what, PATIENCE);
