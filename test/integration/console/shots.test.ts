/** Every page of the console in every look, and what axe finds in each. */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { SHOTS, violations } from '../../e2e/extension/support/shots.ts';
import { changed, type Desk, openDesk, signIn } from './desk.ts';
import { workBefore } from './weeks.ts';

const ALBUM = `${SHOTS}audit/`;
let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(ALBUM, { recursive: true });
  desk = await openDesk();
  await workBefore(desk);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const LOOKS = [
  ['zh', 'zh-CN', 'wide', { width: 1440, height: 900 }],
  ['zh', 'zh-CN', 'narrow', { width: 420, height: 860 }],
  ['en', 'en', 'wide', { width: 1440, height: 900 }],
] as const;
const WORDS = {
  zh: {
    signIn: '登录',
    find: '查找',
    verify: '核验全部',
    show: '查看',
    places: ['待审查', '应查覆盖', '统计', '实时', '核验登记'],
  },
  en: {
    signIn: 'Sign in',
    find: 'Find',
    verify: 'Verify all of it',
    show: 'Show',
    places: ['To review', 'Coverage', 'Statistics', 'Live', 'Verify'],
  },
} as const;

describe.each(LOOKS)('%s, %s, %s', (name, locale, size, viewport) => {
  it('is drawn in every state, by light and by dark, and axe finds nothing', { timeout: 300_000 }, async () => {
    const context = await browser.newContext({ locale, viewport });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const faults: string[] = [];
    const keep = async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(200);
        await page.screenshot({ path: `${ALBUM}${name}-${size}-${colorScheme}-${state}.png` });
        faults.push(...(await violations(page.mainFrame())).map((fault) => `${colorScheme} ${state}: ${fault}`));
      }
      await page.emulateMedia({ colorScheme: 'light' });
      // Wider than the window is only what scrolls by itself.
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) faults.push(`${state}: ${over} px wider than the window`);
    };
    const say = WORDS[name];
    const [review, coverage, statistics, live, log] = say.places;
    const place = (which: string) =>
      page.getByRole('navigation').getByRole('link', { name: which, exact: true }).click();

    await page.goto(desk.url);
    await page.getByRole('link', { name: say.signIn }).waitFor();
    await keep('signed-out');
    if (name === 'zh') await signIn(page, desk);
    else {
      await page.getByRole('link', { name: say.signIn }).click();
      await page.getByRole('button', { name: '赵平' }).click();
    }
    const find = page.getByRole('button', { name: say.find, exact: true });
    await find.waitFor();
    await keep('register-empty');
    await find.click();
    await page.locator('table.entries tbody tr').first().waitFor();
    await keep('register-found');
    await page.locator('table.entries tbody th a').nth(3).click();
    await desk.city.gateway.world.register.sequence();
    await page.locator('.steps').waitFor();
    await keep('entry');
    await page.locator('.reading .ways a').first().click();
    await keep('entry-ways');

    await place(review);
    await page.locator('table.entries tbody tr').first().waitFor();
    await keep('review');
    await page.locator('table.entries tbody th a').first().click();
    await page.locator('#alert-title').waitFor();
    await keep('alert');
    const next = page.locator('.next button');
    if ((await next.count()) > 0) {
      await next.first().click();
      await page.locator('.next button').nth(1).click();
      await page.locator('.next form').waitFor();
      await keep('alert-step');
    }

    await place(coverage);
    const days = page.locator('input[type=date]');
    await days.first().fill(new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10));
    await page.getByRole('button', { name: say.show, exact: true }).click();
    await page.locator('tfoot').waitFor();
    await keep('coverage');
    await place(statistics);
    await page.getByRole('button', { name: say.show, exact: true }).click();
    await page.locator('.chart canvas').first().waitFor();
    await keep('statistics');
    await place(live);
    await page.locator('.sum.on').waitFor();
    await keep('live');
    await place(log);
    await page.getByRole('button', { name: say.verify }).click();
    await page.locator('.sum.holds').waitFor();
    await keep('log-verified');

    const older = await (await fetch(`${desk.city.url}/register/checkpoint`)).text();
    await changed(page, '**/register/checkpoint', () => older.replace(/\n\d+\n/, '\n7\n'));
    await page.reload();
    await page.locator('.alarm').waitFor();
    await keep('alarm');
    await page.route('**/v1/audit/titles', (route) => route.abort());
    await page.reload();
    await page.locator('.fault').waitFor();
    await keep('outage');
    await context.close();
    expect(faults).toEqual([]);
  });
});
