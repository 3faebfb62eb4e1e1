/** What a clerk does and sees, in words. */

import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Office } from './office.ts';

/** Presses within 400 ms of being shown do not count (DESIGN §5): people are slower than tests. */
const READING_MS = 450;
export const read = (page: Page) => page.waitForTimeout(READING_MS);

/** The card lies in a closed shadow root: only its frame can be reached. */
export async function cardOf(page: Page): Promise<Frame> {
  const find = () => page.frames().find((candidate) => candidate.url().includes('/card.html'));
  await until(find).toBeDefined();
  return find() as Frame;
}

/** Presses a deciding button of the page and takes the gate's offer to check now. */
export async function pressAndCheck(page: Page, button: '#hire' | '#reject') {
  await page.click(button);
  await read(page);
  await page.waitForTimeout(150);
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

export const until = (what: () => Promise<unknown> | unknown) => expect.poll(what, { timeout: 15_000, interval: 50 });
