/** Pages as browsers show them: zoomed, left and come back to, kept beside another one. And one that looks like us. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardOf, decidedBy, passed, press, pressAndCheck, pressed, said, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice({ backForwardCache: true });
  await signIn(office);
});
beforeEach(() => {
  office.host.sent.length = 0;
});
afterEach(() => page.close());
afterAll(() => office.close());

const zoom = async (factor: number) =>
  (await office.worker()).evaluate(async (to) => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    await chrome.tabs.setZoom(tab?.id as number, to);
  }, factor);

describe.each([0.5, 2])('a page zoomed to %s', (factor) => {
  it('is checked and decided in by mouse', async () => {
    page = await openCase(office, factor === 2 ? '412' : '413');
    await page.bringToFront();
    await zoom(factor);
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    const shown = await card.locator('body').evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(shown[0]).toBe(shown[1]);
    await press(card, /保存决定/);
    await until(() => passed(office)).toHaveLength(1);
    await zoom(1);
  });
});

describe('a page that was left', () => {
  it('and is shown again as it was holds, checks and lets go', async () => {
    page = await openCase(office, '414');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
    });
    // Not with a card: pages with a frame of an extension are thrown away when they are left.
    await pressed(page, '#hire');
    await page.goto(`${office.host.origin}/list.html`);
    await page.evaluate(() => history.back());

    await until(() => page.evaluate(() => (globalThis as { persisted?: boolean }).persisted)).toBe(true);
    expect(passed(office)).toEqual([]);
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/414/hire receipt']);
  });
});

describe('a page that looks like us', () => {
  it('gets no decision past by a prompt and a card of its own', async () => {
    page = await openCase(office, '415');
    await until(() => said(page)).toContain('本环节须先查验');
    await page.evaluate(() => {
      const box = document.createElement('div');
      box.id = 'clone';
      box.style.cssText = 'position:fixed;inset:20px;background:#fff;z-index:99999999';
      const go = Object.assign(document.createElement('button'), { id: 'go', textContent: '保存决定 Ctrl+Enter' });
      const { decided } = globalThis as unknown as { decided: unknown[] };
      go.onclick = () =>
        void fetch('/api/candidates/415/hire', { method: 'POST' }).then(
          () => decided.push('went'),
          () => decided.push('blocked'),
        );
      box.append('在本事项可查范围内未发现需处理的记录', go);
      document.body.append(box);
    });
    await page.click('#go');
    await until(() => decidedBy(page)).toEqual(['blocked']);
    // What is ours lies above it, and says so.
    await until(() => said(page)).toContain('的请求没有发出：须先查验并保存决定');
    expect(passed(office)).toEqual([]);
    expect(office.gateway.of('decide').filter(({ body }) => (body.case as { key?: string })?.key === '415')).toEqual(
      [],
    );
  });
});

describe('a form kept beside another one', () => {
  it('that nobody sees is neither read nor drawn on', async () => {
    page = await openCase(office, '417');
    await until(() => said(page)).toContain('本环节须先查验');
    // Routers with kept-alive views hide the one that was left, and make another from the same template.
    await page.evaluate(() => {
      const shown = document.getElementById('mask') as HTMLElement;
      const kept = shown.cloneNode(true) as HTMLElement;
      for (const one of kept.querySelectorAll('[id]')) one.removeAttribute('id');
      kept.id = 'kept';
      kept.style.display = 'none';
      shown.before(kept);
    });
    await page.waitForTimeout(300);
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(office.gateway.of('check').at(-1)?.body).toMatchObject({ case: { key: '417' } });
  });
});
