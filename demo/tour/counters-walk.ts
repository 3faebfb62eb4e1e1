/**
 * Two more counters, with systems of another make: the household window with its frames, and the awards office with bodies.
 * Each has a clerk of its own.
 */
import type { BrowserContext, Page } from 'playwright-core';
import type { House } from '../house.ts';
import { cardOf, read, takeOffer } from './browser.ts';
import { signInToExtension } from './extension-account.ts';
import type { Journal } from './journal.ts';

const SIGNED = { name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('同意查询。') };

export async function walkCounters({
  house,
  browser,
  journal,
}: {
  readonly house: House;
  readonly browser: BrowserContext;
  readonly journal: Journal;
}): Promise<void> {
  const page = await browser.newPage();
  const step = (name: string, act: () => Promise<void>) =>
    journal.step(name, act, (path) => page.waitForTimeout(400).then(() => page.screenshot({ path })));

  await signInToExtension(page, 'wugang');
  await step(
    'household window: fields in one frame, buttons in another, and an honour opens the green channel',
    async () => {
      await page.goto(house.systems.household.url);
      await page.getByRole('button', { name: '登 录' }).click();
      await page.frameLocator('iframe[name=menuFrame]').getByRole('link', { name: '落户申请受理' }).click();
      await page.frameLocator('iframe[name=tab2]').locator('tr', { hasText: 'LH-2026-0101' }).getByRole('link').click();
      await page.frameLocator('.layui-layer-iframe iframe').getByText('LH-2026-0101').waitFor();
      await page.locator('.layui-layer-btn a', { hasText: '受 理' }).click();
      await takeOffer(page);
      const card = await cardOf(page);
      for (const words of ['登记本人授权', '全部勾选']) {
        await read(page);
        await card.getByRole('button', { name: words }).click();
      }
      await read(page);
      await card.getByLabel('纸质').check();
      await card.getByLabel('签署件').setInputFiles(SIGNED);
      await card.getByRole('button', { name: '登记并查验' }).click();
      await card.getByText('可适用 绿色通道').waitFor();
    },
  );
  await step('accepted, with its receipt', () => saved(page, '/hj/lh/accept.do'));

  await signInToExtension(page, 'xujing');
  await step('awards office: a body on the list of abnormal operations', async () => {
    await page.goto(house.systems.awards.url);
    await page.getByRole('button', { name: '登 录' }).click();
    await page.getByPlaceholder('推荐编号').fill('PX-2026-0303');
    await page.getByRole('button', { name: '查 询' }).click();
    await page.getByText('共 1 条').waitFor();
    await page.locator('.layui-table-fixed-r').getByText('查看').click();
    await page.locator('.layui-layer-page').getByRole('button', { name: '审核通过' }).click();
    await takeOffer(page);
    const card = await cardOf(page);
    await card.getByText('列入经营异常名录').first().waitFor();
    await read(page);
    await card.getByLabel('不采取').check();
    await card.getByLabel('理由').fill('已补报年报，移出申请在办。');
  });
  await step('passed for a reason, with its receipt', () => saved(page, '/pass'));
  await page.close();
}

async function saved(page: Page, address: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes(address));
  await read(page);
  await page.keyboard.press('Control+Enter');
  const state = (await answer).headers()['x-duecheck-state'];
  if (state !== 'checked') throw new Error(`the proxy said ${state}`);
}
