/** In January the register's newest log has another name. To a page that was open in December that is no alarm; a new epoch is one. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { actsIn } from '../gateway/acts.ts';
import { TOUR } from '../gateway/city.ts';
import { changed, type Desk, desktop, openDesk, signIn } from './desk.ts';

let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  desk = await openDesk();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const YEAR_MS = 366 * 86_400_000;

it('goes on from year to year: both logs verify, and entries of the old one', async () => {
  const { world } = desk.city.gateway;
  const acts = actsIn(desk.city);
  const check = await acts.checked(TOUR.a, '90412');
  await world.register.sequence();
  const old = world.register.origin;
  const context = await desktop(browser);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await signIn(page, desk);
  await page.getByRole('link', { name: '核验登记', exact: true }).click();
  await page.getByText(/^\d+ 条/).waitFor();

  desk.city.shift(YEAR_MS);
  await world.register.sequence();
  await acts.checked(TOUR.a, '90413');
  await world.register.sequence();
  expect(world.register.origin).not.toBe(old);
  await signIn(page, desk);
  await page.getByRole('link', { name: '核验登记', exact: true }).click();
  await page.getByRole('button', { name: '核验全部' }).click();
  await page.getByText(/核验通过/).waitFor();
  expect(await page.getByText('登记被改动的警报').count()).toBe(0);

  await page.goto(`${desk.url}/audit/entries/${check.entry}`);
  await page.locator('.steps').waitFor();
  const verdicts = await page.locator('.steps > li').evaluateAll((items) => items.map((item) => item.className));
  expect(verdicts).toEqual(['holds', 'holds', 'open', 'holds', 'holds']);

  // The old log is served again as the newest.
  const older = await (await fetch(`${desk.city.url}/register/${old.split('/register/')[1]}/checkpoint`)).text();
  await changed(page, '**/register/checkpoint', () => older);
  await page.reload();
  await page.getByText('网关换了一份登记').waitFor();
  await context.close();
});
