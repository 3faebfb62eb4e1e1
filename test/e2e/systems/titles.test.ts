/** The title-review system as it is (React and Ant Design, a drawer under `body`), with a clerk of the HR bureau before it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, press, read, tick } from '../extension/support/clerk.ts';
import { violations } from '../extension/support/shots.ts';
import { hears } from './support/hears.ts';
import { enterOn, tabTo, takeOffer, typeInto } from './support/keys.ts';
import { type Desk, openDesk } from './support/open-desk.ts';

const SIGNED = { name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('同意查询。') };

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await openDesk('limin');
  page = await desk.browser.newPage();
  await page.goto(desk.house.systems.titles.url);
  await page.getByRole('button', { name: '登 录' }).click();
  await page.getByText('申报编号').first().waitFor();
});
afterAll(() => desk.close());

const drawer = () => page.locator('.review-drawer');
const rowOf = (applicationNo: string) => page.locator('tr.ant-table-row', { hasText: applicationNo });
const list = () => page.goto(`${desk.house.systems.titles.url}/reviews`);

async function open(applicationNo: string): Promise<void> {
  await list();
  await rowOf(applicationNo).getByRole('button', { name: '详情' }).click();
  await drawer().getByText(applicationNo).waitFor();
  await read(page);
}

/** Acts, and waits for the answer to the decision that follows. @returns what the proxy said of it */
async function decided(verb: 'pass' | 'fail', act: () => Promise<void>): Promise<string | null> {
  const answer = page.waitForResponse((response) => response.url().endsWith(`/${verb}`));
  await act();
  const response = await answer;
  expect(response.status()).toBe(200);
  return response.headers()['x-duecheck-state'] ?? null;
}

async function statusOf(applicationNo: string): Promise<string | null> {
  await list();
  return rowOf(applicationNo).locator('.ant-tag').textContent();
}

const say = async (words: string | RegExp) => {
  const card = await cardOf(page);
  await card.getByRole('heading', { name: words }).first().waitFor();
  return card;
};

describe('with the mouse', () => {
  it('a record of title review is found under the person’s authorisation, and the review goes on with a reason', async () => {
    await open('ZC-2026-0102');
    await drawer().getByRole('button', { name: '通 过' }).click();
    await takeOffer(page);
    const card = await cardOf(page);
    await press(card, '登记本人授权');
    await press(card, '全部勾选');
    await tick(card.getByLabel('纸质'));
    await card.getByLabel('签署件').setInputFiles(SIGNED);
    await press(card, /登记并查验/);
    await say('发现 1 条与本事项相关的记录');
    expect(await violations(card)).toEqual([]);
    await card.getByRole('textbox', { name: '理由' }).fill('以前的记录不影响新的申请，按材料评审。');
    expect(await decided('pass', () => press(card, /保存决定/))).toBe('checked');
    expect(await statusOf('ZC-2026-0102')).toBe('通过');
  });

  it('goes on without a check where the person gives no authorisation', async () => {
    await open('ZC-2026-0105');
    await drawer().getByRole('button', { name: '通 过' }).click();
    await takeOffer(page);
    const card = await cardOf(page);
    await press(card, '不查验，说明后继续');
    await card.getByRole('textbox', { name: '理由' }).fill('本人未授权，按材料评审。');
    expect(await decided('pass', () => press(card, /保存决定/))).toBe('not-checked');
    expect(await statusOf('ZC-2026-0105')).toBe('通过');
  });

  it('the list’s own buttons ask once more and name nobody: their request is held, and it is said why', async () => {
    await list();
    await rowOf('ZC-2026-0104').getByRole('button', { name: '通过', exact: true }).click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '确 定' }).click();
    await hears(page, '的请求没有发出：须先查验并保存决定。');
    expect(await statusOf('ZC-2026-0104')).toBe('待审核');
  });
});

describe('by keyboard alone', () => {
  it('the drawer is opened, the person checked, and the decision sent', async () => {
    await list();
    await enterOn(rowOf('ZC-2026-0103').getByRole('button', { name: '详情' }));
    await drawer().getByText('ZC-2026-0103').waitFor();
    await enterOn(drawer().getByRole('button', { name: '通 过' }));
    await takeOffer(page);
    const card = await cardOf(page);
    await enterOn(card.getByRole('button', { name: '登记本人授权' }));
    await enterOn(card.getByRole('button', { name: '全部勾选' }));
    await tabTo(card.getByLabel('纸质'));
    await read(page);
    await page.keyboard.press('Space');
    const chooser = page.waitForEvent('filechooser');
    await enterOn(card.getByLabel('签署件'));
    await (await chooser).setFiles(SIGNED);
    await card.getByText(/^校验值/).waitFor();
    await read(page);
    await page.keyboard.press('Control+Enter');
    await say('发现 1 条与本事项相关的记录');
    await typeInto(card.getByRole('textbox', { name: '理由' }), '以前的记录不影响新的申请，按材料评审。');
    await read(page);
    expect(await decided('pass', () => page.keyboard.press('Control+Enter'))).toBe('checked');
    expect(await statusOf('ZC-2026-0103')).toBe('通过');
  });
});
