/** Pictures of the playground in every look, and what axe finds in page and frames; the person's own pages; all by keyboard. */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { SHOTS, violations } from '../../e2e/extension/support/shots.ts';
import { type Bank, openBank } from './bank.ts';

const ALBUM = `${SHOTS}widget/`;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 900 };

let bank: Bank;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(ALBUM, { recursive: true });
  bank = await openBank();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});

/** Of the page and of each frame in it. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const those = await violations(frame);
    // A heading of the first level is the page's own; a part of it that stands in a frame has none.
    found.push(
      ...(frame === page.mainFrame() ? those : those.filter((one) => !one.startsWith('page-has-heading-one'))),
    );
  }
  return found;
}

describe.each([
  ['zh-CN', 'desk', DESK],
  ['zh-CN', 'phone', PHONE],
  ['en', 'phone', PHONE],
] as const)('%s, %s', (locale, size, viewport) => {
  it.each(['light', 'dark'] as const)(
    '%s: every state of the playground, and axe finds nothing',
    async (colorScheme) => {
      const context = await browser.newContext({ locale, colorScheme, viewport });
      try {
        const page = await context.newPage();
        await page.goto(`${bank.url}/playground`);
        for (const look of ['normal', 'flexible', 'compact']) {
          await page.locator('[name=size]').selectOption(look);
          await page.locator('article[data-state=error] .events li', { hasText: 'gateway-failed' }).last().waitFor();
          await page.locator('article[data-state=slow] .events li').first().waitFor();
          // Frames below the window's edge are not painted.
          await page.setViewportSize({
            ...viewport,
            height: await page.evaluate<number>('document.body.scrollHeight'),
          });
          await page.waitForTimeout(300);
          await page.screenshot({ path: `${ALBUM}${locale}-${size}-${colorScheme}-${look}.png`, fullPage: true });
          expect(await faultsOf(page), look).toEqual([]);
        }
      } finally {
        await context.close();
      }
    },
  );
});

describe('each end of an enquiry', () => {
  it.each([
    ['offer', ['继续（测试', '同意，查询一次', '交给'], '已经交出'],
    ['clear', ['继续（测试', '同意，查询一次'], '没有可以出示的记录'],
    ['unknown', ['继续（测试', '同意，查询一次'], '现在查不全'],
    ['findings', ['不出示，离开'], '没有交出任何内容'],
  ] as const)('%s: axe finds nothing in the window, nor in the frame afterwards', async (state, presses, end) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: PHONE });
    try {
      const page = await context.newPage();
      await page.goto(`${bank.url}/playground`);
      const frame = page.locator(`article[data-state=${state}] iframe`).contentFrame();
      const [window] = await Promise.all([context.waitForEvent('page'), frame.getByRole('link').click()]);
      for (const words of presses) {
        await window.getByRole('button', { name: words }).click();
        await window.waitForLoadState();
        expect(await faultsOf(window), words).toEqual([]);
      }
      await window.getByText(end).waitFor();
      await window.screenshot({ path: `${ALBUM}end-${state}-window.png` });
      await window.close();
      await frame.getByText(state === 'offer' ? '已经出示' : '没有出示').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.locator(`article[data-state=${state}]`).screenshot({ path: `${ALBUM}end-${state}-frame.png` });
    } finally {
      await context.close();
    }
  });

  it('cannot be pressed by a page that lies over the frame: nobody agrees in it, and nobody is looked up', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: DESK });
    try {
      const page = await context.newPage();
      await page.goto(bank.url);
      await page.locator('credit-check iframe').contentFrame().getByRole('link').waitFor();
      const before = await bank.city.entries();
      // An invisible frame under something that people like to press.
      await page.evaluate(`document.querySelector('credit-check').style.opacity = '0.01'`);
      const box = await page.locator('credit-check').boundingBox();
      if (box === null) throw new Error('the element has no place');
      const [window] = await Promise.all([
        context.waitForEvent('page'),
        page.mouse.click(box.x + box.width - 40, box.y + box.height / 2),
      ]);
      await window.getByText('想请你出示良好记录').waitFor();
      expect(await bank.city.entries()).toBe(before);
      // And what can be agreed to stands in no frame.
      const response = await window.reload();
      expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
    } finally {
      await context.close();
    }
  });
});

describe('without a mouse', () => {
  it('a loan with better terms, and taking it back from the person’s own pages', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: DESK });
    try {
      const page = await context.newPage();
      await page.goto(bank.url);
      const link = page.locator('credit-check iframe').contentFrame().getByRole('link');
      await link.waitFor();
      await page.locator('[name=amount]').focus();
      await page.keyboard.press('Tab');
      const [window] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
      await next(window, '**/enquiry/*');
      await window.getByRole('button', { name: '陶听雨' }).press('Enter');
      await window.waitForURL('**/consent');
      await next(window, '**/agree');
      await next(window, '**/given');
      await page.locator('credit-check iframe').contentFrame().getByText('已经出示').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('3.95%').waitFor();

      const faults: string[] = [];
      const keep = async (name: string) => {
        await window.screenshot({ path: `${ALBUM}mine-${name}.png`, fullPage: true });
        faults.push(...(await faultsOf(window)));
      };
      await keep('given');
      await next(window, '**/mine');
      await window.getByText('对方已取用').waitFor();
      await keep('history');
      await window.getByRole('button', { name: '撤回' }).press('Enter');
      await window.getByText('已撤回').waitFor();
      await keep('taken-back');
      await window.getByRole('button', { name: '查看本人的信用记录' }).press('Enter');
      await window.getByRole('heading', { name: '本人的信用记录' }).waitFor();
      await keep('records');
      await window.getByRole('link', { name: '我的出示记录' }).press('Enter');
      await window.getByRole('button', { name: '退出' }).press('Enter');
      await window.getByText('已经退出').waitFor();
      await window.goto(`${bank.windowUrl}/mine`);
      await window.getByRole('button', { name: '登录核验身份' }).waitFor();
      await keep('door');
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

/** The first thing that can be pressed is what leads on. */
async function next(window: Page, address: string): Promise<void> {
  await window.waitForLoadState();
  await window.keyboard.press('Tab');
  await window.keyboard.press('Enter');
  if (!window.url().includes('/interaction')) await window.waitForURL(address).catch(() => undefined);
}
