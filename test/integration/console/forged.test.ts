/** Issue 6: a database's administrator rewrites one entry, signs everything anew, restarts. A page that an auditor had open says so. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { actsIn } from '../gateway/acts.ts';
import { TOUR } from '../gateway/city.ts';
import { rewriteEntry } from '../register/rewrite-entry.ts';
import { type Desk, desktop, openDesk, signIn } from './desk.ts';

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

it('is an alarm in the page that saw the head before, and nothing in one that did not', async () => {
  const { world } = desk.city.gateway;
  const check = await actsIn(desk.city).checked(TOUR.a, '90412');
  await world.register.sequence();
  const context = await desktop(browser);
  const page = await context.newPage();
  await signIn(page, desk);
  await page.getByRole('link', { name: '核验登记', exact: true }).click();
  await page.getByText(/^\d+ 条/).waitFor();
  await world.register.sequence();

  const { id: victim } = await world.db
    .selectFrom('register_entry')
    .select('id')
    .where('check_id', '=', check.checkId)
    .where('type', '=', 'check.result')
    .executeTakeFirstOrThrow();
  await rewriteEntry({ db: world.db, keys: world.keys, origin: world.register.origin, victim });
  rmSync(join(desk.city.config.stateDir, 'head'));
  await desk.restartElsewhere();

  await page.reload();
  await page.getByText('登记被改动的警报').waitFor();
  await page.getByText(/前 \d+ 条里至少有一条被改过/).waitFor();
  await page.getByRole('link', { name: '查询登记', exact: true }).click();
  await page.getByText('登记被改动的警报').waitFor();

  const stranger = await desktop(browser);
  const first = await stranger.newPage();
  await signIn(first, desk);
  await first.getByRole('link', { name: '核验登记', exact: true }).click();
  await first.getByRole('button', { name: '核验全部' }).click();
  await first.getByText(/核验通过/).waitFor();
  expect(await first.getByText('登记被改动的警报').count()).toBe(0);
  await Promise.all([context.close(), stranger.close()]);
});
