/** The sixth system again, in Firefox: pointed at by mouse and by keys, tried, sent, and approved by a second person. */
import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../../../scripts/lib/firefox.mjs';
import { until } from '../extension/support/clerk.ts';
import { type FirefoxDesk, openFirefoxDesk, pressIn, textOf } from '../extension/support/firefox-desk.ts';

const here = findFirefox() !== undefined;

/** As somebody types and chooses; by the label's words. */
const fill = (page: Page, label: string, value: string) =>
  page.evaluate(
    (words, wanted) => {
      const labels = [...document.querySelectorAll('label')];
      const field = labels.find(({ textContent }) => textContent.startsWith(words))?.control as HTMLInputElement;
      field.value = wanted;
      field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    },
    label,
    value,
  );

async function openRecorder(desk: FirefoxDesk): Promise<Page> {
  const popup = await desk.openOurs('popup.html');
  const tab = await popup.evaluate(async (origin) => {
    const { tabs } = (globalThis as unknown as { browser: typeof chrome }).browser;
    return (await tabs.query({})).find(({ url }) => url?.startsWith(origin))?.id;
  }, desk.host.origin);
  await popup.close();
  const recorder = await desk.openOurs(`recorder.html?tab=${tab}`);
  await until(() => textOf(recorder)).toContain('作出决定的按钮');
  return recorder;
}

/** Where a button of the component is. */
const boxOf = (page: Page, css: string) =>
  page.evaluate((wanted) => {
    const button = document.querySelector('x-bar')?.shadowRoot?.querySelector(wanted) as Element;
    const { x, y } = button.getBoundingClientRect();
    return { x: x + 4, y: y + 4 };
  }, css);

const decidedIn = (page: Page) => page.evaluate(() => (globalThis as unknown as { decided: unknown[] }).decided.length);
const pressed = (recorder: Page) =>
  recorder.evaluate(() => document.querySelectorAll('button[aria-pressed=true]').length);

async function record(desk: FirefoxDesk, page: Page): Promise<void> {
  const recorder = await openRecorder(desk);
  await fill(recorder, '系统和页面的名称', '特种行业许可 · 受理');
  await fill(recorder, '以哪个机关名义办理', 'qz-rsj');
  await fill(recorder, '应用清单事项', 'civil-service-hiring');
  const pick = async (name: string, point: () => Promise<unknown>) => {
    await recorder.bringToFront();
    const button = await recorder.waitForSelector(`button::-p-xpath(.[@aria-label="${name}" or .="${name}"])`);
    await button?.press('Enter');
    await until(() => pressed(recorder)).toBe(1);
    await page.bringToFront();
    await point();
    await until(() => pressed(recorder)).toBe(0);
  };
  const keys = async (...names: ('ArrowUp' | 'ArrowDown' | 'Tab')[]) => {
    for (const name of names) await page.keyboard.press(name);
    await page.keyboard.press('Enter');
  };
  // The last thing of the page, the third before it, the first cell after its label.
  await pick('选取 证件号码', () => keys('ArrowUp'));
  await pick('选取 姓名（名称）', () => keys('ArrowUp', 'ArrowUp', 'ArrowUp'));
  await pick('选取 业务流水号', () => keys('Tab', 'ArrowDown', 'ArrowDown', 'Tab'));
  const [grant, refuse] = [await boxOf(page, '[data-what=grant]'), await boxOf(page, '[data-what=refuse]')];
  await pick('添加按钮', () => page.mouse.click(grant.x, grant.y, { count: 2 }));
  await pick('添加按钮', () => page.mouse.click(refuse.x, refuse.y));
  // Pressed once before anything was bound, and by pointing never.
  expect(await decidedIn(page)).toBe(1);
  await recorder.bringToFront();
  await pressIn(recorder.mainFrame(), /^试一试$/);
  await until(() => textOf(recorder)).toContain('读到：330*************10 · 张** · 案号 412');
  await pressIn(recorder.mainFrame(), /列出请求/);
  await until(() => textOf(recorder)).toContain('/api/permits/412/grant');
  await pressIn(recorder.mainFrame(), /^送审$/);
  await until(() => textOf(recorder)).toContain('已送审');
  await recorder.close();
}

describe.skipIf(!here)('in Firefox', () => {
  let desk: FirefoxDesk | undefined;
  afterAll(() => desk?.close());

  it('a page that no binding knows is bound, and approved by a second person', async () => {
    desk = await openFirefoxDesk();
    desk.gateway.script.role = 'office';
    desk.issuer.state.sub = 'admin';
    await desk.signIn();
    const page = await desk.openAt('/sixth.html');
    await until(() =>
      page.evaluate(() => Boolean(document.querySelector('iframe')?.contentDocument?.querySelector('#lsh'))),
    ).toBe(true);
    const grant = await boxOf(page, '[data-what=grant]');
    await page.mouse.click(grant.x, grant.y);
    await until(() => decidedIn(page)).toBe(1);
    await record(desk, page);

    const popup = await desk.openOurs('popup.html');
    await pressIn(popup.mainFrame(), /^退出$/);
    await until(() => textOf(popup)).toContain('未登录');
    await popup.close();
    desk.issuer.state.sub = 'second';
    await desk.signIn();
    const second = await openRecorder(desk);
    await pressIn(second.mainFrame(), /^查看$/);
    await pressIn(second.mainFrame(), /^批准$/);
    await until(() => textOf(second)).toContain('已批准，待签名');
    const [binding] = desk.gateway.drafts.approved();
    expect(binding?.controls.map(({ locate: [first], effect }) => [first, effect])).toEqual([
      [{ button: '准予许可', in: 'x-bar.bar' }, 'favourable'],
      [{ button: '不予许可', in: 'x-bar.bar' }, 'adverse'],
    ]);
    expect(binding?.subject).toMatchObject({
      number: [{ label: '证件号码' }, {}],
      name: [{ label: '申请人姓名' }, {}],
    });
    expect(JSON.stringify(desk.gateway.of('saveDraft').map(({ body }) => body))).not.toMatch(/330899|张清和/);
  });
});
