/** An open page watches: the log as it grows, the head that it saw, and its own sign-in. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { type Acts, actsIn } from '../gateway/acts.ts';
import { TOUR } from '../gateway/city.ts';
import { changed, type Desk, desktop, openDesk, signIn } from './desk.ts';

let desk: Desk;
let acts: Acts;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let cases = 0;

beforeAll(async () => {
  desk = await openDesk({ accessTokenSeconds: 3 });
  acts = actsIn(desk.city);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  context = await desktop(browser);
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  await signIn(page, desk);
});
afterEach(() => context.close());

const sequence = () => desk.city.gateway.world.register.sequence();
/** Somebody looks somebody up. */
const happens = async () => {
  cases += 1;
  await acts.checked(TOUR.a, `7${cases}`);
  await sequence();
};
const place = (name: string) => page.getByRole('link', { name, exact: true }).click();

describe('live', () => {
  const shown = () => page.locator('table.entries tbody tr');

  it('shows what is written, without a name, and catches up after a pause and a broken connection', async () => {
    await sequence();
    await place('实时');
    await page.getByText('正在接收').waitFor();
    await happens();
    await page.locator('td', { hasText: '查验 · 结果' }).first().waitFor();
    expect(await page.locator('main').textContent()).not.toContain(TOUR.a.registered.name);
    await page.getByRole('button', { name: '暂停' }).click();
    const before = await shown().count();
    await happens();
    await page.getByText('已暂停').waitFor();
    expect(await shown().count()).toBe(before);
    await page.getByRole('button', { name: '继续' }).click();
    await expect.poll(() => shown().count(), { timeout: 15_000 }).toBeGreaterThan(before);
    await desk.stop();
    await page.getByText('连接断开，正在重连').waitFor();
    const broken = await shown().count();
    await happens();
    await desk.start();
    await page.getByText('正在接收').waitFor();
    await expect.poll(() => shown().count(), { timeout: 15_000 }).toBeGreaterThan(broken);
    // Each once, whatever broke.
    const ids = await page
      .locator('table.entries a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the head that it saw', () => {
  const seen = async () => {
    await sequence();
    await place('核验登记');
    await page.getByText(/^\d+ 条/).waitFor();
  };
  /** Looks again now, as it does every half minute. */
  const look = async () => {
    await page.reload();
  };

  it('must still be there: a shorter register is an alarm that stays', async () => {
    const older = await (await fetch(`${desk.city.url}/register/checkpoint`)).text();
    await happens();
    await seen();
    await changed(page, '**/register/checkpoint', () => older);
    await look();
    await page.getByText('登记被改动的警报').waitFor();
    await page.getByText('已公布的登记不应变少').waitFor();
    await page.unroute('**/register/checkpoint');
    await page.reload();
    await page.getByText('登记被改动的警报').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存证据' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('duecheck-alarm.txt');
    await page.getByText('已经查清').click();
    await page.getByRole('button', { name: '重新开始记' }).click();
    await expect.poll(() => page.getByText('登记被改动的警报').count()).toBe(0);
  });

  it('must be signed by the key that it remembers', async () => {
    await seen();
    await changed(page, '**/register/checkpoint', (text) => text.replace(/\n\d+\n/, '\n999999\n'));
    await look();
    await page.getByText('不是用本页记住的密钥签的').waitFor();
  });

  it('is one of the same register: another one is an alarm', async () => {
    await seen();
    await page.evaluate(() => {
      const key = 'duecheck.audit.trust';
      const trust = JSON.parse(localStorage.getItem(key) as string);
      localStorage.setItem(key, JSON.stringify({ ...trust, vkey: trust.vkey.replace('/2026/1+', '/2026/9+') }));
    });
    await page.reload();
    // A key of another name is no key of this log: nothing is believed, and nothing is shown as verified.
    await page.getByRole('alert').first().waitFor();
  });
});

describe('all of the log', () => {
  const verify = async () => {
    await place('核验登记');
    await page.getByRole('button', { name: '核验全部' }).click();
  };

  it('is computed in the page, in a thread of its own', async () => {
    await happens();
    await verify();
    await page.getByText(/核验通过：\d+ 条登记全部与总值一致/).waitFor();
  });

  it('names the very entry that a gateway changed', async () => {
    await happens();
    await changedTile();
    await verify();
    await page.getByText('核验不通过，1 处不符').waitFor();
    await page.getByText('第 3 条被改过').waitFor();
  });

  it('gives no verdict where the files cannot be had', async () => {
    await context.route('**/register/*/*/tile/**', (route) => route.abort());
    await verify();
    await page.getByText(/读取中断，没有结论/).waitFor();
  });

  /** One character of the third entry's type. */
  const changedTile = () =>
    context.route('**/register/*/*/tile/entries/**', async (route) => {
      const path = new URL(route.request().url()).pathname;
      const bytes = new Uint8Array(await (await fetch(`${desk.city.url}${path}`)).arrayBuffer());
      let at = 0;
      const view = new DataView(bytes.buffer);
      for (let skipped = 0; skipped < 2; skipped++) at += 2 + view.getUint16(at);
      bytes[at + 10] = (bytes[at + 10] as number) ^ 1;
      await route.fulfill({ body: Buffer.from(bytes), contentType: 'application/octet-stream' });
    });
});

describe('a tab that is left open', () => {
  it('renews its sign-in by itself, and asks once', async () => {
    // A token of three seconds, and five that clocks may differ by.
    await page.waitForTimeout(9_000);
    const before = await desk.city.entries();
    const renewals: string[] = [];
    page.on('request', (request) => request.url().endsWith('/session/renew') && renewals.push(request.url()));
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText(/已列出 \d+ 条/).waitFor();
    expect([renewals.length, (await desk.city.entries()) - before]).toEqual([1, 1]);
  });

  it('keeps what was typed when the sign-in is over, and goes on once somebody signs in beside it', async () => {
    await page.getByLabel('轮次').fill('2026-春');
    await context.clearCookies();
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText('登录已到期，页面上的内容还在').waitFor();
    const [beside] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: '登录' }).click(),
    ]);
    await beside.getByRole('button', { name: '赵平' }).click();
    await beside.waitForURL(`${desk.url}/audit/**`);
    await beside.close();
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect.poll(() => page.getByText('登录已到期').count()).toBe(0);
    expect(await page.getByLabel('轮次').inputValue()).toBe('2026-春');
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText('没有符合条件的登记').waitFor();
  });

  it('says so where the gateway is away before anything is shown', async () => {
    await page.getByRole('button', { name: '查找', exact: true }).waitFor();
    await page.route('**/v1/audit/titles', (route) => route.abort());
    await page.reload();
    await page.getByText('暂时连不上网关').waitFor();
    await page.unroute('**/v1/audit/titles');
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('button', { name: '查找', exact: true }).waitFor();
  });

  it('says so where the gateway is away, and goes on when it is back', async () => {
    await page.getByRole('button', { name: '查找', exact: true }).waitFor();
    await desk.stop();
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText('暂时连不上网关').waitFor();
    await desk.start();
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText(/已列出 \d+ 条/).waitFor();
  });
});

it('is for auditors: another account is told so, and can leave', async () => {
  const own = await desktop(browser);
  try {
    const other = await own.newPage();
    await signIn(other, desk, '李敏');
    await other.getByText('这个账号没有审查岗位').waitFor();
    await other.getByRole('main').getByRole('button', { name: '退出' }).click();
    await other.getByText('请先登录').waitFor();
  } finally {
    await own.close();
  }
});
