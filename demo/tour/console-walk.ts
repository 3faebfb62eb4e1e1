/** The auditor's console over the day that was walked: an entry proven in the page, the whole log computed, coverage that adds up. */
import type { Page } from 'playwright-core';
import type { WalkOptions } from './walk-options.ts';

export async function walkConsole({ house, browser, journal }: WalkOptions): Promise<void> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  const picture = (path: string) => page.waitForTimeout(400).then(() => page.screenshot({ path }));
  const step = <T>(name: string, act: () => Promise<T>) => journal.step(name, act, picture);
  const place = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

  await step('the auditor signs in to the console, and finds what one clerk did', async () => {
    await page.goto(house.consoleUrl);
    await page.getByRole('link', { name: '登录' }).click();
    await page.getByRole('button', { name: '赵平' }).click();
    await page.getByLabel('操作人账号').fill('limin');
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.locator('table.entries tbody tr').first().waitFor();
  });
  await step('one entry, verified by the page itself: head, history, witness, place, content', async () => {
    await page.locator('table.entries tbody th a').first().click();
    await page.locator('.steps').waitFor();
    const verdicts = await page.locator('.steps > li').evaluateAll((items) => items.map((item) => item.className));
    if (verdicts.some((verdict) => verdict !== 'holds')) throw new Error(`the page says ${verdicts.join(', ')}`);
  });
  await step('the whole log, computed in the page', async () => {
    await place('核验登记');
    await page.getByRole('button', { name: '核验全部' }).click();
    await page.getByText(/核验通过：\d+ 条登记全部与总值一致/).waitFor();
  });
  await step('coverage: what was decided, and how much of it was checked', async () => {
    await place('应查覆盖');
    await page.getByRole('button', { name: '查看', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '本次查看已登记' }).waitFor();
  });
  await step('every look of the auditor is an entry that the next one finds', async () => {
    await lookedAt(page, place);
  });
  await page.close();
}

async function lookedAt(page: Page, place: (name: string) => Promise<void>): Promise<void> {
  await place('查询登记');
  await page.getByRole('button', { name: '审查员自己的查询' }).click();
  await page.getByRole('button', { name: '查找', exact: true }).click();
  await page.locator('table.entries tbody td', { hasText: '审查查询' }).first().waitFor();
}
