/** The same check in two systems of another make: one that draws its pages in the browser, one that has them drawn. */
import type { BrowserContext, Page } from 'playwright-core';
import type { House } from '../house.ts';
import { cardOf, read, takeOffer } from './browser.ts';
import { signInToExtension } from './extension-account.ts';
import type { Journal } from './journal.ts';

interface Walk {
  readonly house: House;
  readonly browser: BrowserContext;
  readonly journal: Journal;
}

export async function walkOtherSystems(walk: Walk): Promise<void> {
  await walkTitles(walk);
  await walkPermits(walk);
}

async function walkTitles({ house, browser, journal }: Walk): Promise<void> {
  const page = await browser.newPage();
  const drawer = page.locator('.review-drawer');
  await journal.step(
    'title review: held in a drawer, and asks for the person’s authorisation',
    async () => {
      await page.goto(house.systems.titles.url);
      await page.getByRole('button', { name: '登 录' }).click();
      await page.locator('tr', { hasText: 'ZC-2026-0103' }).getByRole('button', { name: '详情' }).click();
      await drawer.getByText('ZC-2026-0103').waitFor();
      await drawer.getByRole('button', { name: '通 过' }).click();
      await takeOffer(page);
      await (await cardOf(page)).getByText('未授权不影响本环节办理').waitFor();
    },
    picture(page),
  );
  await page.close();
}

async function walkPermits({ house, browser, journal }: Walk): Promise<void> {
  const page = await browser.newPage();
  await journal.step(
    'permits: another clerk, a wizard, the green channel and papers that may follow',
    async () => {
      await signInToExtension(page, 'linna');
      await page.goto(house.systems.permits.url);
      await page.getByRole('button', { name: '登 录' }).click();
      await page.locator('tr', { hasText: 'XK-2026-0041' }).getByRole('link', { name: '受理' }).click();
      await page.getByRole('link', { name: '3. 申请材料' }).click();
      for (const select of await page.locator('select[data-key="0"]').all()) await select.selectOption('容缺后补');
      await page.getByRole('link', { name: '4. 受理意见' }).click();
      await page.locator('[name=sljg]').selectOption('予以受理');
      await page.locator('[name=bjqx]').fill('2026-12-10');
      await page.getByRole('button', { name: '提 交' }).click();
      await takeOffer(page);
      await (await cardOf(page)).getByText('绿色通道 / 容缺受理').waitFor();
    },
    picture(page),
  );
  await journal.step(
    'the application is taken in, with its receipt',
    async () => {
      const answer = page.waitForResponse((response) => response.url().endsWith('/accept.do'));
      await (await cardOf(page)).locator('[data-save]').waitFor();
      await read(page);
      await page.keyboard.press('Control+Enter');
      const state = (await answer).headers()['x-duecheck-state'];
      if (state !== 'checked') throw new Error(`the proxy said ${state}`);
      await page.getByText('XK-2026-0041 已办理').waitFor();
    },
    picture(page),
  );
  await page.close();
}

// A frame that has just grown is painted a moment later than it is measured.
const picture = (page: Page) => (path: string) => page.waitForTimeout(400).then(() => page.screenshot({ path }));
