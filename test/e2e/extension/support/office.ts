/** An office with one clerk: its services, and Chromium with its build. */
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../../scripts/lib/browser.mjs';
import { openServices, type ServicesOptions } from './services.ts';

export interface OfficeOptions extends ServicesOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pages that were left are kept as they are and shown again, as in every browser that nobody automates. */
  readonly backForwardCache?: true;
}

export async function openOffice(options: OfficeOptions = {}) {
  const services = await openServices(options, 'chrome');
  const { folder } = services;
  const launch = () => launchBrowser(folder, options);
  let context = await launch();

  return {
    ...services,
    get context() {
      return context;
    },
    /** Closes the browser and opens it again on the same profile. */
    async restartBrowser() {
      await context.close();
      context = await launch();
    },
    /** Ends the browser as a power cut does, and opens it again on the same profile. */
    async killBrowser() {
      const closed = context.waitForEvent('close', { timeout: 0 });
      const lock = await readlink(join(folder, 'profile', 'SingletonLock'));
      process.kill(Number(lock.slice(lock.lastIndexOf('-') + 1)), 'SIGKILL');
      await closed;
      context = await launch();
    },
    worker: () => workerOf(context),
    async close() {
      await context.close();
      await services.close();
    },
  };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;

const launchBrowser = (
  folder: string,
  { colorScheme = 'light', viewport = { width: 1366, height: 768 }, backForwardCache }: OfficeOptions,
) =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findBrowser(),
    headless: true,
    ...(backForwardCache ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
    colorScheme,
    viewport,
    args: [
      ...browserArgs(),
      `--disable-extensions-except=${join(folder, 'extension')}`,
      `--load-extension=${join(folder, 'extension')}`,
      '--lang=zh-CN',
      '--disable-features=HttpsUpgrades,PaintHolding',
    ],
  });

async function workerOf(context: BrowserContext): Promise<Worker> {
  return context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
}

/** Waits until bindings are in force, then signs in by the popup. */
export async function signIn(office: Office): Promise<void> {
  await covered(office);
  const popup = await office.context.newPage();
  await popup.goto(`chrome-extension://${office.id}/popup.html`);
  const window = office.context.waitForEvent('page');
  await popup.getByRole('button', { name: /登录|Sign in/ }).click();
  await logIn(await window);
  await popup.getByText(/已登录|Signed in/).waitFor();
  await popup.close();
}

/** Presses the provider's one button. Its window closes on that, sometimes before Chromium has acknowledged the click. */
export async function logIn(window: Page): Promise<void> {
  const closed = window.waitForEvent('close', { timeout: 0 });
  const clicked = window
    .locator('#in')
    .click()
    .catch((error) => (window.isClosed() ? undefined : Promise.reject(error)));
  await Promise.race([clicked, closed]);
}

export async function covered(office: Office): Promise<void> {
  const registered = async () => {
    const worker = await office.worker();
    const count = worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);
    // A worker that ends while it is asked says nothing; the next one is asked.
    return count.catch((error: Error) =>
      /garbage collected|closed|destroyed/.test(error.message) ? 0 : Promise.reject(error),
    );
  };
  while ((await registered()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Opens the host's dialog for one candidate. */
export async function openCase(office: Office, id: string): Promise<Page> {
  const page = await office.context.newPage();
  await page.goto(`${office.host.origin}/`);
  await page.waitForFunction(() => (globalThis as { people?: unknown }).people !== undefined);
  await turnTo(page, id);
  return page;
}

/** The host puts this candidate into its one dialog, without an event or an attribute changing. */
export const turnTo = (page: Page, id: string) =>
  page.evaluate((wanted) => {
    const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
    scope.show(scope.people.find((person) => person.id === wanted));
  }, id);
