/** A page that no binding knows is bound by pointing, by mouse and by keyboard alone, and holds its decision from then on. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { bannerOf, cardOf, passed, press, prompted, until } from '../extension/support/clerk.ts';
import { type Office, openOffice } from '../extension/support/office.ts';
import { approve, decidedIn, nameStep, openRecorder, pickBy, pointing, publish, signInAs } from './support.ts';

let office: Office;
afterEach(() => office.close());

async function openSixth(): Promise<Page> {
  const page = await office.context.newPage();
  await page.goto(`${office.host.origin}/sixth.html`);
  await page.frameLocator('iframe').locator('#lsh').waitFor();
  return page;
}
const button = (page: Page, name: string) => page.locator('x-bar').getByText(name);

/** From a bound page to a decision with its receipt: what a binding is for. */
async function gates(): Promise<void> {
  await signInAs(office, 'li-min', 'clerk');
  const page = await openSixth();
  await bannerOf(page);
  await button(page, '准予许可').click();
  await prompted(page);
  expect(await decidedIn(page)).toEqual([]);
  expect(passed(office)).toEqual([]);
  await page.keyboard.press('Enter');
  const card = await cardOf(page);
  await card.getByRole('heading', { name: /未发现/ }).waitFor();
  await press(card, /保存决定/);
  await until(() => passed(office)).toEqual(['/api/permits/412/grant receipt']);
  // What decides nothing was never held.
  await button(page, '暂 存').click();
  await until(() => decidedIn(page)).toEqual([
    ['grant', 200],
    ['save', 200],
  ]);
}

async function sendAndApprove(recorder: Page): Promise<void> {
  await recorder.getByRole('button', { name: '送审' }).click();
  await recorder.getByText(/已送审/).waitFor();
  await recorder.close();
  await signInAs(office, 'second', 'office');
  await approve(office);
  await publish(office);
  office.host.sent.length = 0;
}

describe('a sixth system', () => {
  it('is bound by mouse, approved, signed, and then holds its decision', async () => {
    office = await openOffice();
    await signInAs(office, 'admin', 'office');
    const page = await openSixth();
    // Pressed once for a test case before anything is bound, so that its requests are known.
    for (const name of ['准予许可', '不予许可']) await button(page, name).click();
    await until(() => decidedIn(page)).toHaveLength(2);
    const recorder = await openRecorder(office, page);
    await nameStep(recorder);
    const form = page.frameLocator('iframe');
    await pickBy(recorder, '选取 证件号码', () => form.locator('[name=zjhm]').click());
    await recorder.getByText(/按标签 证件号码/).waitFor();
    await pickBy(recorder, '选取 姓名（名称）', () => form.locator('[name=sqrxm]').click());
    await pickBy(recorder, '选取 业务流水号', () => form.locator('#lsh').click());
    // Who presses twice, or lifts a key late, presses nothing either.
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      for (const kind of ['click', 'dblclick', 'pointerdown', 'mousedown', 'keydown', 'keyup', 'submit'])
        document.addEventListener(kind, () => heard.push(kind), true);
    });
    await pickBy(recorder, '添加按钮', () => button(page, '准予许可').dblclick());
    await pickBy(recorder, '添加按钮', () => button(page, '不予许可').click());
    // Pointing at a button pressed nothing.
    expect(await decidedIn(page)).toHaveLength(2);
    expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
    for (const [name, what] of [
      ['准予许可', 'grant'],
      ['不予许可', 'refuse'],
    ]) {
      const one = recorder.getByRole('group', { name: name as string });
      await one.getByRole('button', { name: /列出请求/ }).click();
      await one.getByLabel('发出的请求').selectOption(`/api/permits/412/${what}`);
    }
    await recorder.getByRole('button', { name: '试一试' }).click();
    await recorder.getByText('读到：330*************10 · 张** · 案号 412').waitFor();
    await recorder.getByText('按钮“准予许可”：找到 1 个').waitFor();
    await recorder.getByText('本环节必查').waitFor();
    // Nobody was looked up, and nothing of the person left the page.
    expect(office.gateway.of('check')).toEqual([]);
    const kept = await recorder.evaluate(async () => JSON.stringify(await chrome.storage.local.get('recorder')));
    expect(kept).toContain('证件号码');
    expect(kept).not.toMatch(/330899189001010010|张清和/);
    await sendAndApprove(recorder);
    expect(JSON.stringify(office.gateway.of('saveDraft').map(({ body }) => body))).not.toMatch(
      /330899189001010010|张清和/,
    );
    await gates();
  });

  it('is bound by keyboard alone', async () => {
    office = await openOffice();
    await signInAs(office, 'admin', 'office');
    const page = await openSixth();
    for (const what of ['grant', 'refuse']) {
      await page.locator(`x-bar [data-what=${what}]`).focus();
      await page.keyboard.press('Enter');
    }
    await until(() => decidedIn(page)).toHaveLength(2);
    const recorder = await openRecorder(office, page);
    const { keyboard } = recorder;
    /** Only what Tab leads to can be reached. */
    const to = async (name: string) => {
      const named = () =>
        recorder.evaluate(() => {
          const at = document.activeElement as HTMLInputElement | null;
          const group = at?.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
          const label = at?.labels?.[0]?.querySelector('span')?.textContent;
          return `${group} ${at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? ''}`.trim();
        });
      for (let n = 0; n < 140; n++) {
        if ((await named()) === name) return;
        await keyboard.press(n < 60 ? 'Tab' : 'Shift+Tab');
      }
      throw new Error(`no Tab leads to ${name}`);
    };
    const write = async (name: string, words: string) => {
      await to(name);
      await keyboard.type(words);
    };
    /** A list has no keys for Chinese words: arrows go through it, from its beginning. */
    const choose = async (name: string, words: string) => {
      await to(name);
      await keyboard.press('Home');
      const chosen = () =>
        recorder.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text);
      for (let n = 0; n < 80 && (await chosen()) !== words; n++) await keyboard.press('ArrowDown');
      expect(await chosen()).toBe(words);
    };
    /** Starts at the recorder, goes to the page by itself, and comes back. */
    const point = async (from: string, ...keys: string[]) => {
      await to(from);
      await keyboard.press('Enter');
      await pointing(recorder);
      for (const key of [...keys, 'Enter']) await page.keyboard.press(key);
      await until(() => recorder.getByRole('button', { pressed: true }).count()).toBe(0);
    };
    for (const [name, words] of [
      ['系统和页面的名称', '特种行业许可 · 受理'],
      ['英文名称', 'Special trades'],
      ['以哪个机关名义办理', 'qz-rsj'],
    ] as const)
      await write(name, words);
    await choose('应用清单事项', '公务员录用');
    // The last field of the page, the one before it, the fourth thing from its beginning.
    await point('选取 证件号码', 'ArrowUp');
    await point('选取 姓名（名称）', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    await point('选取 业务流水号', 'Tab', 'ArrowDown', 'ArrowRight', 'Tab');
    await point('添加按钮', 'ArrowDown');
    await point('添加按钮', 'ArrowDown', 'ArrowDown');
    await choose('不予许可 它的决定', '不同意类');
    await choose('准予许可 它的决定', '同意类');
    for (const [name, what] of [
      ['不予许可', 'refuse'],
      ['准予许可', 'grant'],
    ]) {
      await to(`${name} 我已用测试案件按过，列出请求 ${name}`);
      await keyboard.press('Enter');
      await recorder
        .getByRole('group', { name: name as string })
        .getByLabel('发出的请求')
        .waitFor();
      await choose(`${name} 发出的请求`, `/api/permits/412/${what}`);
    }
    await to('送审');
    await keyboard.press('Enter');
    await recorder.getByText(/已送审/).waitFor();
    expect(await decidedIn(page)).toHaveLength(2);
    await recorder.close();
    await signInAs(office, 'second', 'office');
    await approve(office);
    await publish(office);
    office.host.sent.length = 0;
    await gates();
  });
});
