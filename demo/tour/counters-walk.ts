/**
 * Four more counters, with systems of another make: title review with its drawer, the permit window with its wizard, the
 * household window with its frames, and the awards office with bodies.
 */
import type { BrowserContext, Page } from 'playwright-core';
import type { UserId } from '../identity-provider/users.ts';
import { cardOf, EXTENSION_ID, read } from './browser.ts';
import { signInToExtension } from './extension-account.ts';
import type { WalkOptions } from './walk-options.ts';

const SIGNED = { name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('同意查询。') };

export async function walkCounters({ house, browser, journal }: WalkOptions): Promise<void> {
  const page = await browser.newPage();
  const step = (name: string, act: () => Promise<void>) =>
    journal.step(name, act, (path) => page.waitForTimeout(400).then(() => page.screenshot({ path })));

  await step('title review: held in a drawer, and asks for the person’s authorisation', async () => {
    await page.goto(house.systems.titles.url);
    await page.getByRole('button', { name: '登 录' }).click();
    await page.locator('tr', { hasText: 'ZC-2026-0103' }).getByRole('button', { name: '详情' }).click();
    const drawer = page.locator('.review-drawer');
    await drawer.getByText('ZC-2026-0103').waitFor();
    await drawer.getByRole('button', { name: '通 过' }).click();
    await takeOffer(page);
    await (await cardOf(page)).getByText('未授权不影响本环节办理').waitFor();
  });

  await changeClerk(browser, 'linna');
  await step('permit window: the green channel, and papers that may follow', async () => {
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
  });
  await step('taken in, with its receipt', async () => {
    await (await cardOf(page)).locator('[data-save]').waitFor();
    await saved(page, '/accept.do');
  });

  await changeClerk(browser, 'wugang');
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

  await changeClerk(browser, 'xujing');
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
  await changeClerk(browser, 'limin');
}

async function changeClerk(browser: BrowserContext, user: UserId): Promise<void> {
  const popup = await browser.newPage();
  await popup.goto(`chrome-extension://${EXTENSION_ID}/popup.html`);
  await popup.getByRole('button', { name: '退出' }).click();
  await signInToExtension(popup, user);
  await popup.close();
}

async function takeOffer(page: Page): Promise<void> {
  await page.waitForFunction("document.activeElement?.style?.zIndex === '2147483647'");
  await read(page);
  await page.keyboard.press('Enter');
}

async function saved(page: Page, address: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes(address));
  await read(page);
  await page.keyboard.press('Control+Enter');
  const state = (await answer).headers()['x-duecheck-state'];
  if (state !== 'checked') throw new Error(`the proxy said ${state}`);
}
