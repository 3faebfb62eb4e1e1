/**
 * The awards system as it is (Layui, people and bodies in one list, four ways to do one thing), with the clerk of the
 * publicity department before it.
 */
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bannerOf, cardOf, press, read, tick } from '../extension/support/clerk.ts';
import { violations } from '../extension/support/shots.ts';
import { chooseBy, enterOn, offered, takeOffer, typeInto } from './support/keys.ts';
import { type Desk, openDesk } from './support/open-desk.ts';

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await openDesk('xujing');
  page = await desk.browser.newPage();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await page.goto(desk.house.systems.awards.url);
});

/** Layui draws a row three times: its fixed columns are tables of their own. */
const rowOf = (number: string) => page.locator('.layui-table-main tr', { hasText: number });
const beside = async (number: string, fixed: 'l' | 'r') =>
  page.locator(`.layui-table-fixed-${fixed} tr[data-index="${await rowOf(number).getAttribute('data-index')}"]`);
const actsOf = (number: string) => beside(number, 'r');
const ticksOf = async (number: string) => (await beside(number, 'l')).locator('.layui-form-checkbox');
const dialog = () => page.locator('.layui-layer-page');
const logIn = () => page.getByRole('button', { name: '登 录' }).click();

async function open(number: string): Promise<void> {
  await logIn();
  await rowOf(number).waitFor();
  await (await actsOf(number)).getByText('查看').click();
  await dialog().waitFor();
}

/** Acts, and waits for the answer to the request that follows. @returns what the proxy said of it */
async function decided(act: () => Promise<void>): Promise<string | null> {
  const answer = page.waitForResponse((response) => /\/award\/nominee\/\d+\/(pass|reject)$/.test(response.url()));
  await act();
  return (await answer).headers()['x-duecheck-state'] ?? null;
}

async function says(words: string | RegExp): Promise<Frame> {
  const card = await cardOf(page);
  await card.getByRole('heading', { name: words }).first().waitFor();
  return card;
}

describe('with the mouse', () => {
  it('a body with findings is held, checked and passed for a reason, with its receipt', async () => {
    await open('PX-2026-0303');
    await dialog().getByRole('button', { name: '审核通过' }).click();
    await takeOffer(page);
    const card = await says('发现 1 条与本事项相关的记录');
    await card.getByText('列入经营异常名录').first().waitFor();
    await tick(card.getByLabel('不采取'));
    await card.getByLabel('理由').fill('已补报年报，移出申请在办。');
    expect(await violations(card)).toEqual([]);
    expect(await decided(() => press(card, /保存决定/))).toBe('checked');
    await rowOf('PX-2026-0303').getByText('审核通过').waitFor();
  });
});

describe('with the keyboard alone', () => {
  it('a person who is on a list is held, checked and passed for a reason, with a receipt', async () => {
    await enterOn(page.getByRole('button', { name: '登 录' }));
    await rowOf('PX-2026-0301').waitFor();
    await enterOn((await actsOf('PX-2026-0301')).getByText('查看'));
    await typeInto(dialog().locator('textarea'), '事迹属实。');
    await enterOn(dialog().getByRole('button', { name: '审核通过' }));
    await offered(page);
    await read(page);
    // Back to the button, and once more.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await takeOffer(page);
    const card = await says('发现 1 条与本事项相关的记录');
    await chooseBy(card, 'measure', card.getByLabel('不采取'));
    await typeInto(card.getByLabel('理由'), '已履行义务，移出申请在办。');
    await read(page);
    expect(await decided(() => page.keyboard.press('Control+Enter'))).toBe('checked');
    await rowOf('PX-2026-0301').getByText('审核通过').waitFor();
  });

  it('a person whose record was repaired is checked first by F8, and clear', async () => {
    await open('PX-2026-0302');
    await bannerOf(page);
    await page.keyboard.press('F8');
    const card = await says(/未发现需处理的记录/);
    await enterOn(dialog().getByRole('button', { name: '审核通过' }));
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await read(page);
    expect(await decided(() => page.keyboard.press('Control+Enter'))).toBe('checked');
    await rowOf('PX-2026-0302').getByText('审核通过').waitFor();
  });
});

describe('the other ways to decide send nothing that was not checked:', () => {
  /** As the system itself has it. */
  const statusOf = (id: number) =>
    page.evaluate(async (one) => (await (await fetch(`/award/nominee/${one}`)).json()).data.status as string, id);
  const blocked = (address: string) => page.waitForEvent('requestfailed', (request) => request.url().includes(address));

  it('the link in the row', async () => {
    await logIn();
    await rowOf('PX-2026-0304').waitFor();
    await (await actsOf('PX-2026-0304')).getByText('通过').click();
    await offered(page);
    expect(await statusOf(300_304)).toBe('待审核');
  });

  it('the button over the list, for all that are ticked', async () => {
    await logIn();
    for (const number of ['PX-2026-0304', 'PX-2026-0305']) await (await ticksOf(number)).click();
    const failed = blocked('/award/passAll?ids=300304,300305');
    await page.getByRole('button', { name: '提交审核通过' }).click();
    await failed;
    await offered(page);
    // A receipt is for one person: nobody is asked to type in one for two.
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    expect(nodes.map(({ name }) => name?.value)).toContain(
      '这一次要决定多人，请求没有发出：须逐人查验。请打开每个人，逐一办理。',
    );
    expect([await statusOf(300_304), await statusOf(300_305)]).toEqual(['待审核', '待审核']);
  });

  it('the window for the opinion, which names nobody', async () => {
    await open('PX-2026-0304');
    await dialog().getByRole('button', { name: '填写意见' }).click();
    const failed = blocked('/award/opinion?id=300304&status=1');
    await page.frameLocator('.layui-layer-iframe iframe').getByRole('button', { name: '保 存' }).click();
    await failed;
    expect(await statusOf(300_304)).toBe('待审核');
  });
});
