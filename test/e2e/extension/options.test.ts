/** Options, the page after an install, and the line after an update. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressed, read, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { covered, logIn, type Office, openCase, openOffice, signIn } from './support/office.ts';
import { LANGUAGES, openAlbum, PATIENCE } from './support/shots.ts';

const openPage = async (office: Office, name: string): Promise<Page> => {
  const page = await office.context.newPage();
  await page.goto(`chrome-extension://${office.id}/${name}.html`);
  await page.locator('h1').waitFor();
  return page;
};
const bindings = (host: { origin: string }) => [
  hiringBinding(host.origin),
  // A system that this browser may not act on.
  hiringBinding('http://elsewhere.localhost:1', { id: 'elsewhere', title: { zh: '外网受理', en: 'Elsewhere' } }),
];

describe('options', () => {
  let office: Office;
  let options: Page;
  beforeAll(async () => {
    office = await openOffice({ bindings });
    await signIn(office);
    options = await openPage(office, 'options');
  });
  afterAll(() => office.close());

  it('say of each bound system whether it is covered, and by whose word it could be', async () => {
    const rows = options.locator('.systems > li');
    await until(() => rows.count()).toBe(2);
    expect(await rows.nth(0).textContent()).toContain('已覆盖');
    expect(await rows.nth(1).textContent()).toMatch(/未覆盖/);
    // Granted with the office's build: only the browser's own settings take that away.
    expect(await options.getByRole('button', { name: '撤销授权' }).count()).toBe(0);
    await rows.nth(0).getByText('由单位安装时授权').waitFor();
  });

  it('show what the office set, and let nobody change it there', async () => {
    const given = options.locator('section').filter({ hasText: '单位给定的设置' });
    await given.getByText(office.gateway.url).waitFor();
    await given.getByText('office.example/one、office.example/two，须 2 人签名').waitFor();
    expect(await given.locator('input, select, button').count()).toBe(0);
  });

  it('list the keys as the browser has them', async () => {
    const keys = options.locator('section').filter({ hasText: '快捷键' });
    await until(() => keys.locator('kbd').allTextContents()).toEqual(['Alt+C', 'Alt+N', 'Alt+P', 'F8']);
  });

  it('draw nothing in a system where the clerk wants nothing drawn, and hold there as before', async () => {
    const tick = options.getByLabel('在页面上显示提示条和标记').first();
    await tick.uncheck();
    const page = await openCase(office, '412');
    await read(page);
    // Our element is put into the page with the first thing that is shown.
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
    await pressed(page, '#hire');
    expect(office.host.sent).toEqual([]);
    await page.close();
    await tick.check();
    const again = await openCase(office, '412');
    await until(() => again.evaluate(() => document.documentElement.children.length)).toBe(3);
    await again.close();
  });

  it('speak the language that the clerk chose, everywhere', async () => {
    await options.getByLabel('语言').selectOption('en');
    await options.getByRole('heading', { name: 'Bound systems' }).waitFor();
    const popup = await openPage(office, 'popup');
    await popup.getByText('Signed in', { exact: false }).waitFor();
    await popup.close();
    await options.getByLabel('Language').selectOption('zh-CN');
    await options.getByRole('heading', { name: '已绑定的系统' }).waitFor();
  });

  it('save diagnostics that name nobody', async () => {
    const download = options.waitForEvent('download');
    await options.getByRole('button', { name: '存成文件' }).click();
    const found = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    expect(found.format).toBe('duecheck/diagnostics/1');
  });

  it('are reached from popup and panel, and used by keyboard alone', async () => {
    const popup = await openPage(office, 'popup');
    const opened = office.context.waitForEvent('page', { predicate: (page) => page.url().includes('/options.html') });
    const link = popup.getByRole('button', { name: '设置' });
    await link.focus();
    await popup.keyboard.press('Enter');
    // The browser may bring the page that is open already to the front instead.
    await Promise.race([opened, until(() => options.evaluate(() => document.hasFocus())).toBe(true)]);
    await options.bringToFront();
    await options.getByLabel('在页面上显示提示条和标记').first().focus();
    await options.keyboard.press('Space');
    await until(() => options.getByLabel('在页面上显示提示条和标记').first().isChecked()).toBe(false);
    await options.keyboard.press('Space');
    await until(() => options.getByLabel('在页面上显示提示条和标记').first().isChecked()).toBe(true);
  });

  it('answer no page of ours that lies in other people’s pages', async () => {
    const popup = await openPage(office, 'popup');
    const answer = await popup.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'options.language', language: 'en' }).catch(() => 'nobody'),
    );
    expect([undefined, null, 'nobody']).toContain(answer);
    await popup.close();
  });
});

describe('after an install by hand', () => {
  it('one page leads to granted hosts, a session and a first check', async () => {
    const office = await openOffice({ introduce: 'yes' });
    try {
      const find = () => office.context.pages().find((page) => page.url().includes('/welcome.html'));
      await until(find).toBeDefined();
      const page = find() as Page;
      await page.getByRole('heading', { name: '信用查验已安装' }).waitFor();
      await page.getByRole('heading', { name: /授权系统.*已完成/ }).waitFor();
      const window = office.context.waitForEvent('page');
      await page.getByRole('button', { name: '登录' }).click();
      await logIn(await window);
      await page.getByRole('heading', { name: /登录.*已完成/ }).waitFor();
      await page.getByText('按 F8 或点“查验”').waitFor();
    } finally {
      await office.close();
    }
  });
});

describe('after an update', () => {
  const updated = async (office: Office) => {
    await covered(office);
    await (await office.worker()).evaluate(() => {
      const event = chrome.runtime.onInstalled as unknown as { dispatch(details: object): void };
      event.dispatch({ reason: 'update', previousVersion: '0.0.9' });
    });
  };

  it('what is new is said where the clerk looks anyway, until it was read', async () => {
    const office = await openOffice({ introduce: 'yes' });
    try {
      await updated(office);
      await until(async () =>
        (await office.worker()).evaluate(async () => Object.keys(await chrome.storage.local.get())),
      ).toContain('newSince');
      const popup = await openPage(office, 'popup');
      await popup.getByRole('heading', { name: '已更新' }).waitFor();
      await popup.getByRole('button', { name: '知道了' }).click();
      await popup.getByRole('heading', { name: '已更新' }).waitFor({ state: 'detached' });
      await popup.reload();
      await popup.locator('footer').waitFor();
      expect(await popup.getByRole('heading', { name: '已更新' }).count()).toBe(0);
    } finally {
      await office.close();
    }
  });

  it('nothing is said where the office wants nothing said', async () => {
    const office = await openOffice();
    try {
      await updated(office);
      const popup = await openPage(office, 'popup');
      await popup.locator('footer').waitFor();
      expect(await popup.getByRole('heading', { name: '已更新' }).count()).toBe(0);
      expect(office.context.pages().some((page) => page.url().includes('/welcome.html'))).toBe(false);
    } finally {
      await office.close();
    }
  });
});

describe.concurrent.each(LANGUAGES)('$name', PATIENCE, (look) => {
  it('is drawn in every state, and axe finds nothing', async ({ expect: hold }) => {
    const { keep, faults } = await openAlbum(look.name);
    const office = await openOffice({ ...look, bindings });
    try {
      await covered(office);
      const welcome = await openPage(office, 'welcome');
      await welcome.setViewportSize({ width: 900, height: 1000 });
      await welcome.locator('.step').first().waitFor();
      await keep(welcome, 'welcome', welcome.mainFrame());
      await welcome.setViewportSize({ width: 360, height: 1200 });
      await keep(welcome, 'welcome-narrow', welcome.mainFrame());
      const options = await openPage(office, 'options');
      await options.setViewportSize({ width: 900, height: 1100 });
      await options.locator('kbd').first().waitFor();
      await keep(options, 'options', options.mainFrame());
      await options.setViewportSize({ width: 360, height: 1300 });
      await keep(options, 'options-narrow', options.mainFrame());
      await options.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      await keep(options, 'options-contrast');
      hold(faults).toEqual([]);
    } finally {
      await office.close();
    }
  });
});
