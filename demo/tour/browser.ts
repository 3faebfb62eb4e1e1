/** A Chromium with the office's build of the extension, as a clerk has it. */
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { buildOffice, extensionId } from '../../scripts/office-build.mjs';
import type { House } from '../house.ts';
import { EXTENSION_CLIENT } from '../identity-provider/clients.ts';

export const EXTENSION_ID = extensionId();

export interface BrowserOptions {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly headless: boolean;
  readonly folder: string;
}

/** Builds the office's extension for this house: its gateway, its provider, the root of its lists. */
export async function buildForHouse(house: House, out: string): Promise<string> {
  const { folder } = await buildOffice({
    out,
    config: {
      gatewayUrl: house.gatewayUrl,
      issuer: house.issuer,
      clientId: EXTENSION_CLIENT,
      listRoot: house.listRoot,
      language: 'zh-CN',
      // The demonstration does the introducing itself.
      introduce: 'no',
      origins: [house.issuer, ...Object.values(house.systems).map(({ url }) => url)],
    },
  });
  return folder;
}

export async function openBrowser(extension: string, options: BrowserOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(join(options.folder, 'profile'), {
    executablePath: options.executablePath,
    headless: options.headless,
    // In a real window the page takes the window's size.
    viewport: options.headless ? { width: 1366, height: 768 } : null,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    args: [
      ...options.args,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      // Playwright switches storage partitioning off; the last one given wins (TOOLCHAIN, Sign-in).
      '--disable-features=HttpsUpgrades,PaintHolding,Translate',
      '--lang=zh-CN',
    ],
  });
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
  return context;
}

/** The outcome card: an extension page in a frame in a closed shadow root, which selectors do not reach. */
export async function cardOf(page: Page): Promise<Frame> {
  for (;;) {
    const frame = page.frames().find((one) => /\/card[^/]*\.html/.test(one.url()) && !one.isDetached());
    if (frame !== undefined) {
      await frame.waitForLoadState();
      return frame;
    }
    await page.waitForTimeout(50);
  }
}

/** Our surfaces take no press in the first 400 ms after they appear: a page could have put them under a click. */
export const read = (page: Page): Promise<void> => page.waitForTimeout(700);
