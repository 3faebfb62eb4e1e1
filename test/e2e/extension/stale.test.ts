/** Pages that do not say all: hidden numbers, fields that are gone, decisions that go past every bound control. */
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, passed, press, pressAndCheck, pressed, read, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

const PERSON = { kind: 'resident-id', number: '330899189001010010', name: '张清和' };
/** Longer than a slow field may take (`extension/content/visits.ts`). */
const LONG_ENOUGH = 3600;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());
afterEach(() => {
  office.host.sent.length = 0;
  office.gateway.received.length = 0;
});

const checks = () => office.gateway.of('check').map(({ body }) => body as { case: { key: string }; subject: unknown });
/** What our closed root says: the browser's accessibility tree sees into it, as a screen reader does. */
async function said(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.map(({ name }) => String(name?.value)).join();
}
const rename = (page: Page, from: string, to: string) =>
  page.evaluate(
    ([old, fresh]) => {
      const all = [...document.querySelectorAll('.item .label, footer button span')];
      const found = all.find(({ textContent }) => textContent?.includes(old as string)) as Element;
      found.textContent = fresh as string;
    },
    [from, to],
  );
/** Changed before the clerk ever sees it. */
async function renameFirst(page: Page, from: string, to: string) {
  await page.click('#close');
  await page.waitForTimeout(300);
  await rename(page, from, to);
  await page.evaluate(() => document.getElementById('mask')?.classList.add('open'));
}
async function decideOn(card: Frame, page: Page, id: string) {
  await card.getByRole('heading', { name: /未发现/ }).waitFor();
  await press(card, /保存决定/);
  await until(() => passed(office)).toEqual([`/api/candidates/${id}/hire receipt`]);
  await page.close();
}

describe('a page that hides part of the number', () => {
  const hide = (page: Page) =>
    page.evaluate(() => {
      (document.getElementById('number') as HTMLInputElement).value = '3308**********0010';
    });

  it('starts no look-up; the whole number is typed, and must fit what is shown', async () => {
    const page = await openCase(office, '412');
    await hide(page);
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByText('页面隐去了部分号码或姓名，请补全').waitFor();
    expect(await card.getByRole('textbox').count()).toBe(1);
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写证件号码').waitFor();
    await card.getByLabel('证件号码').fill('330899189001010012');
    await press(card, /^查验 Ctrl/);
    await card.getByText('末位校验不符').waitFor();
    // Right in itself, and somebody else's.
    await card.getByLabel('证件号码').fill('330899189912319983');
    await press(card, /^查验 Ctrl/);
    await card.getByText('与页面上显示的号码不符').waitFor();
    expect(checks()).toEqual([]);
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await decideOn(card, page, '412');
    expect(checks()).toMatchObject([{ subject: PERSON, case: { key: '412', label: 'RL-2026-0412' } }]);
  });

  it('lets nothing go once it shows somebody else', async () => {
    const page = await openCase(office, '414');
    await hide(page);
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await page.evaluate(() => {
      (document.getElementById('name') as HTMLInputElement).value = '钱若水';
    });
    await press(card, /保存决定/);
    await page.waitForTimeout(1200);
    expect(passed(office)).toEqual([]);
    await page.close();
  });
});

describe('a page that has changed beyond its binding', () => {
  it('is not taken for changed while it may only be slow', async () => {
    const page = await openCase(office, '413');
    await rename(page, '证件号码', '身份识别码');
    await read(page);
    await pressed(page, '#hire');
    expect(await said(page)).toContain('页面上没有读到完整的姓名和证件号码');
    await page.close();
  });

  it('blocks nobody: what it does not say is typed, checked and decided on', async () => {
    const page = await openCase(office, '413');
    await renameFirst(page, '证件号码', '身份识别码');
    await page.waitForTimeout(LONG_ENOUGH);
    expect(await said(page)).toContain('页面已变化，须补填后查验');
    const card = await pressAndCheck(page, '#hire');
    await card.getByText('本页面已变化，读不出以下内容，请补填').waitFor();
    expect(await card.getByRole('textbox').count()).toBe(1);
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await decideOn(card, page, '413');
    expect(checks()).toMatchObject([{ subject: { ...PERSON, name: '周知远' } }]);
  });

  it('asks for the case by the words that the system has for it', async () => {
    const page = await openCase(office, '415');
    await rename(page, '业务流水号', '流水');
    await page.waitForTimeout(LONG_ENOUGH);
    const card = await pressAndCheck(page, '#hire');
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写案号').waitFor();
    await card.getByLabel('业务流水号（案号）').fill('415');
    await press(card, /^查验 Ctrl/);
    await decideOn(card, page, '415');
    expect(checks()).toMatchObject([{ case: { key: '415', label: '415', part: '1' } }]);
  });

  it('is told to the clerk in the popup, until it fits again', async () => {
    const popup = await office.context.newPage();
    const listed = async () => {
      await popup.goto(`chrome-extension://${office.id}/popup.html`);
      await popup.getByText('已登录').waitFor();
      return popup.getByText('以下页面已变化').count();
    };
    expect(await listed()).toBe(1);
    const page = await openCase(office, '417');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading').first().waitFor();
    await page.close();
    await until(listed).toBe(0);
    await popup.close();
  });
});

describe('a decision that goes past every bound control', () => {
  it('is held back, explained, checked, and goes when the clerk presses once more', async () => {
    const page = await openCase(office, '414');
    await rename(page, '录', '通过审核');
    await read(page);
    await pressed(page, '#hire');
    expect(await said(page)).toContain('“录用”的请求没有发出');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => said(page)).toContain('请在 30 秒内在页面上再按一次“录用”');
    expect(passed(office)).toEqual([]);
    await page.click('#hire');
    await until(() => passed(office)).toEqual(['/api/candidates/414/hire receipt']);
    await page.close();
  });

  it('on a page without its container takes the case from the request and the person from the clerk', async () => {
    const page = await openCase(office, '417');
    await page.evaluate(() => document.querySelector('.el-dialog')?.classList.replace('el-dialog', 'panel'));
    await read(page);
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByText('请求没有发出：须先查验并保存决定').waitFor();
    await card.getByLabel('证件号码').fill(PERSON.number);
    await card.getByLabel('姓名').fill(PERSON.name);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => said(page)).toContain('再按一次');
    await page.click('#hire');
    await until(() => passed(office)).toEqual(['/api/candidates/417/hire receipt']);
    expect(checks()).toMatchObject([{ subject: PERSON, case: { key: '417' } }]);
    await page.close();
  });
});
