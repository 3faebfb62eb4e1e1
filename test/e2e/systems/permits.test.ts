/** The permit system as it is (pages made on the server, a wizard in one form), with a clerk of the service centre before it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localFetch } from '../../../demo/net.ts';
import { bannerOf, cardOf, press, read } from '../extension/support/clerk.ts';
import { violations } from '../extension/support/shots.ts';
import { chooseBy, enterOn, tabTo, takeOffer, typeInto } from './support/keys.ts';
import { type Desk, openDesk } from './support/open-desk.ts';

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await openDesk('linna');
  page = await desk.browser.newPage();
  await page.goto(desk.house.systems.permits.url);
  await page.getByRole('button', { name: '登 录' }).click();
  await page.getByText('待办列表').waitFor();
});
afterAll(() => desk.close());

const url = (path: string) => desk.house.systems.permits.url + path;
const submit = () => page.getByRole('button', { name: '提 交' });
const turnTo = (step: string) => page.getByRole('link', { name: step }).click();

async function open(acceptanceNo: string): Promise<void> {
  await page.goto(url(`/xk/list.do?keyword=${acceptanceNo}`));
  await page.getByRole('link', { name: '受理', exact: true }).click();
  await page.getByText('行政许可申请受理').waitFor();
}

/** Acts, and waits for the answer to the form that follows. @returns what the proxy said of it */
async function decided(verb: 'accept' | 'refuse', act: () => Promise<void>): Promise<string | null> {
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith(`/${verb}.do`),
  );
  await act();
  const response = await answer;
  expect(response.status()).toBe(303);
  await page.getByText('已办理').waitFor();
  return response.headers()['x-duecheck-state'] ?? null;
}

/** As the system's own list says it. */
async function statusOf(acceptanceNo: string): Promise<string | null> {
  await page.goto(url(`/xk/list.do?keyword=${acceptanceNo}`));
  return page.locator('table.list td').nth(7).textContent();
}

const say = async (words: string | RegExp) => {
  const card = await cardOf(page);
  await card.getByRole('heading', { name: words }).first().waitFor();
  return card;
};

describe('with the mouse', () => {
  it('a body that is three years clean has the green channel, and an undertaking for what may follow', async () => {
    await open('XK-2026-0041');
    await turnTo('3. 申请材料');
    for (const select of await page.locator('select[data-key="0"]').all()) await select.selectOption('容缺后补');
    await turnTo('4. 受理意见');
    await page.getByLabel('容缺补交期限').or(page.locator('[name=bjqx]')).fill('2026-12-10');
    await page.locator('[name=sljg]').selectOption('予以受理');
    await submit().click();
    // Held: nothing was sent, and the page is where it was.
    await takeOffer(page);
    const card = await say(/未发现需处理的记录/);
    await card.getByText('绿色通道 / 容缺受理').waitFor();
    expect(await violations(card)).toEqual([]);

    const opened = desk.browser.waitForEvent('page');
    await press(card, /打印.*承诺书/);
    const paper = await opened;
    await paper.getByRole('heading', { name: '容缺受理承诺书' }).waitFor();
    for (const said of ['衢州示例清净餐饮有限公司', '食品安全管理制度', '从业人员健康证明'])
      await paper.getByText(said).first().waitFor();
    expect(await violations(paper.mainFrame())).toEqual([]);
    await paper.close();

    expect(await decided('accept', () => press(card, /保存决定/))).toBe('checked');
    expect(await statusOf('XK-2026-0041')).toBe('已受理');
  });

  it('a penalty elsewhere is found and grounds nothing: the application is taken in with a reason', async () => {
    await open('XK-2026-0044');
    await turnTo('3. 申请材料');
    for (const select of await page.locator('select[name^=cl]').all()) await select.selectOption('已收取');
    await turnTo('4. 受理意见');
    await page.locator('[name=sljg]').selectOption('予以受理');
    await submit().click();
    await takeOffer(page);
    const card = await say('发现 1 条与本事项相关的记录');
    await card.getByText('绿色通道 / 容缺受理').waitFor();
    expect(await card.getByRole('radio').count()).toBe(0);
    await card.getByLabel('理由').fill('处罚与本事项无关。');
    expect(await violations(card)).toEqual([]);
    expect(await decided('accept', () => press(card, /保存决定/))).toBe('checked');
    expect(await statusOf('XK-2026-0044')).toBe('已受理');
  });

  it('with a platform away it is not checked yet, which holds nobody up: taken in, and owed', async () => {
    await desk.house.platforms.of('city').fault('maintenance');
    await open('XK-2026-0046');
    await turnTo('3. 申请材料');
    for (const select of await page.locator('select[name^=cl]').all()) await select.selectOption('已收取');
    await turnTo('4. 受理意见');
    await page.locator('[name=sljg]').selectOption('予以受理');
    await submit().click();
    await takeOffer(page);
    const card = await say(/尚未查验，不影响办理/);
    expect(await violations(card)).toEqual([]);
    await card.getByLabel('理由').fill('材料齐全，先行受理。');
    expect(await decided('accept', () => press(card, /保存决定/))).toBe('owed');
    await desk.house.platforms.of('city').fault('none');
    expect(await statusOf('XK-2026-0046')).toBe('已受理');
  });

  it('asking for more papers decides nothing and is not held', async () => {
    await open('XK-2026-0042');
    await turnTo('4. 受理意见');
    await page.locator('[name=sljg]').selectOption('补正告知');
    await submit().click();
    await page.getByText('XK-2026-0042 已办理').waitFor();
    expect(await statusOf('XK-2026-0042')).toBe('补正告知');
  });

  it('a post past the extension is refused by the proxy', async () => {
    const { status } = await localFetch(url('/xk/3308992026000047/accept.do'), { method: 'POST' });
    expect(status).toBe(403);
    expect(await statusOf('XK-2026-0047')).toBe('待受理');
  });
});

describe('by keyboard alone', () => {
  it('the wizard is walked, checked, decided and sent', async () => {
    await page.goto(url('/xk/list.do?keyword=XK-2026-0043'));
    await enterOn(page.getByRole('link', { name: '受理', exact: true }));
    await page.getByText('行政许可申请受理').waitFor();
    // The number is on a step that is not shown; one key is enough.
    await bannerOf(page);
    await page.keyboard.press('F8');
    await say('发现 1 条与本事项相关的记录');
    await read(page);
    await page.keyboard.press('Escape');

    await enterOn(page.getByRole('link', { name: '3. 申请材料' }));
    for (const select of await page.locator('select[name^=cl]').all()) {
      await tabTo(select);
      await page.keyboard.press('Home');
    }
    await enterOn(page.getByRole('link', { name: '4. 受理意见' }));
    await tabTo(page.locator('[name=sljg]'));
    await page.keyboard.press('ArrowDown');
    await typeInto(page.locator('[name=slyj]'), '材料齐全，予以受理。');
    await enterOn(submit());
    await takeOffer(page);
    const card = await say('发现 1 条与本事项相关的记录');
    await chooseBy(card, 'measure', card.getByLabel('不采取'));
    await typeInto(card.getByLabel('理由'), '情节轻微，已改正，不采取措施。');
    await read(page);
    expect(await decided('accept', () => page.keyboard.press('Control+Enter'))).toBe('checked');
    expect(await statusOf('XK-2026-0043')).toBe('已受理');
  });

  it('a person goes the same way as a body', async () => {
    await page.goto(url('/xk/list.do?keyword=XK-2026-0045'));
    await enterOn(page.getByRole('link', { name: '受理', exact: true }));
    await enterOn(page.getByRole('link', { name: '3. 申请材料' }));
    for (const select of await page.locator('select[name^=cl]').all()) {
      await tabTo(select);
      await page.keyboard.press('Home');
    }
    await enterOn(page.getByRole('link', { name: '4. 受理意见' }));
    await tabTo(page.locator('[name=sljg]'));
    await page.keyboard.press('ArrowDown');
    await enterOn(submit());
    await takeOffer(page);
    const card = await say(/未发现需处理的记录/);
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await read(page);
    expect(await decided('accept', () => page.keyboard.press('Control+Enter'))).toBe('checked');
    expect(await statusOf('XK-2026-0045')).toBe('已受理');
  });
});
