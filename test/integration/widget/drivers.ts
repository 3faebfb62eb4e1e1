/** One way to drive both browsers: a page, the widget's frame in it, and the windows that it opens. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { findFirefox } from '../../../scripts/lib/firefox.mjs';

/** As much of a document as both drivers do alike. */
export interface Doc {
  evaluate<T>(script: string): Promise<T>;
}

export interface Tab extends Doc {
  goto(address: string): Promise<void>;
  address(): string;
  /** Documents of the widget's frames in it. */
  frames(): readonly Doc[];
  close(): Promise<void>;
}

export interface Driver {
  /** @param before runs in each document before its own scripts */
  open(before?: string): Promise<Tab>;
  /** The newest tab that a page opened by itself. */
  opened(act: () => Promise<unknown>): Promise<Tab>;
  close(): Promise<void>;
}

const isFrame = (address: string) => address.includes('/frame/');

export async function openChromium(): Promise<Driver> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1200, height: 900 } });
  type Page = Awaited<ReturnType<typeof context.newPage>>;
  const tab = (page: Page): Tab => ({
    evaluate: (script) => page.evaluate(script),
    goto: async (address) => void (await page.goto(address)),
    address: () => page.url(),
    frames: () => page.frames().filter((frame) => isFrame(frame.url())),
    close: () => page.close({ runBeforeUnload: false }),
  });
  return {
    async open(before) {
      const page = await context.newPage();
      if (before !== undefined) await page.addInitScript(before);
      return tab(page);
    },
    async opened(act) {
      const [page] = await Promise.all([context.waitForEvent('page'), act()]);
      return tab(page);
    },
    close: () => browser.close(),
  };
}

export async function openFirefox(): Promise<Driver> {
  const home = mkdtempSync(join(tmpdir(), 'duecheck-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox() as string,
    headless: true,
    args: ['--width=1200', '--height=900'],
    defaultViewport: null,
    env: { ...process.env, HOME: home, LANG: 'zh_CN.UTF-8' },
    extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN, zh' },
  });
  type Page = Awaited<ReturnType<typeof browser.newPage>>;
  const tab = (page: Page): Tab => ({
    evaluate: (script) => page.evaluate(script) as never,
    goto: async (address) => void (await page.goto(address)),
    address: () => page.url(),
    frames: () =>
      page
        .frames()
        .filter((frame) => isFrame(frame.url()))
        .map((frame) => ({ evaluate: (script) => frame.evaluate(script) as never })),
    close: () => page.close(),
  });
  return {
    async open(before) {
      const page = await browser.newPage();
      if (before !== undefined) await page.evaluateOnNewDocument(before);
      return tab(page);
    },
    async opened(act) {
      const target = new Promise<Page>((resolve) =>
        browser.once('targetcreated', async (made) => resolve((await made.page()) as Page)),
      );
      await act();
      return tab(await target);
    },
    async close() {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export const DRIVERS = { Chromium: openChromium, Firefox: openFirefox } as const;
export const isHere = (name: string): boolean => name !== 'Firefox' || findFirefox() !== undefined;

export const textOf = (doc: Doc): Promise<string> => doc.evaluate<string>('document.body?.innerText ?? ""');

/** Presses what carries these words, wherever it is in the document. */
export const press = (doc: Doc, words: string): Promise<void> =>
  doc.evaluate(
    `[...document.querySelectorAll('a,button')].find((one) => one.textContent.includes(${JSON.stringify(words)})).click()`,
  );
