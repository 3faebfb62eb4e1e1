/** Pictures of the playground in every look, and what axe finds in page and frames; the person's own pages; all by keyboard. */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { SHOTS, violations } from '../../e2e/extension/support/shots.ts';
import { type Bank, openBank } from './bank.ts';

const ALBUM = `${SHOTS}widget/`;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 900 };

let bank: Bank;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(ALBUM, { recursive: true });
  bank = await openBank();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});

/** Of the page and of each frame in it. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const those = await violations(frame);
    // A heading of the first level is the page's own; a part of it that stands in a frame has none.
    found.push(
      ...(frame === page.mainFrame() ? those : those.filter((one) => !one.startsWith('page-has-heading-one'))),
    );
  }
  return found;
}

describe.each([
  ['zh-CN', 'desk', DESK],
  ['zh-CN', 'phone', PHONE],
  ['en', 'phone', PHONE],
] as const)('%s, %s', (locale, size, viewport) => {
  it.each(['light', 'dark'] as const)(
    '%s: every state of the playground, and axe finds nothing',
    async (colorScheme) => {
      const context = await browser.newContext({ locale, colorScheme, viewport });
      try {
        const page = await context.newPage();
        await page.goto(`${bank.url}/playground`);
        for (const look of ['normal', 'flexible', 'compact']) {
          await page.locator('[name=size]').selectOption(look);
          await page.locator('article[data-state=error] .events li', { hasText: 'gateway-failed' }).last().waitFor();
          await page.locator('article[data-state=slow] .events li').first().waitFor();
          // Frames below the window's edge are not painted.
          await page.setViewportSize({
            ...viewport,
            height: await page.evaluate<number>('document.body.scrollHeight'),
          });
          await page.waitForTimeout(300);
          await page.screenshot({ path: `${ALBUM}${locale}-${size}-${colorScheme}-${look}.png`, fullPage: true });
          expect(await faultsOf(page), look).toEqual([]);
        }
      } finally {
        await context.close();
      }
    },
  );
});

describe('without a mouse', () => {
  it('a loan with better terms, and taking it back from the person’s own pages', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: DESK });
    try {
      const page = await context.newPage();
      await page.goto(bank.url);
      const link = page.locator('credit-check iframe').contentFrame().getByRole('link');
      await link.waitFor();
      await page.locator('[name=amount]').focus();
      await page.keyboard.press('Tab');
      const [window] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
      await next(window, '**/enquiry/*');
      await window.getByRole('button', { name: '陶听雨' }).press('Enter');
      await window.waitForURL('**/consent');
      await next(window, '**/agree');
      await next(window, '**/given');
      await page.locator('credit-check iframe').contentFrame().getByText('已经出示').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('3.95%').waitFor();

      const faults: string[] = [];
      const keep = async (name: string) => {
        await window.screenshot({ path: `${ALBUM}mine-${name}.png`, fullPage: true });
        faults.push(...(await faultsOf(window)));
      };
      await keep('given');
      await next(window, '**/mine');
      await window.getByText('对方已取用').waitFor();
      await keep('history');
      await window.getByRole('button', { name: '撤回' }).press('Enter');
      await window.getByText('已撤回').waitFor();
      await keep('taken-back');
      await window.getByRole('button', { name: '查看本人的信用记录' }).press('Enter');
      await window.getByRole('heading', { name: '本人的信用记录' }).waitFor();
      await keep('records');
      await window.getByRole('link', { name: '我的出示记录' }).press('Enter');
      await window.getByRole('button', { name: '退出' }).press('Enter');
      await window.getByText('已经退出').waitFor();
      await window.goto(`${bank.windowUrl}/mine`);
      await window.getByRole('button', { name: '登录核验身份' }).waitFor();
      await keep('door');
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

/** The first thing that can be pressed is what leads on. */
async function next(window: Page, address: string): Promise<void> {
  await window.waitForLoadState();
  await window.keyboard.press('Tab');
  await window.keyboard.press('Enter');
  if (!window.url().includes('/interaction')) await window.waitForURL(address).catch(() => undefined);
}
