/** An office with one clerk: provider, gateway, host, and a browser with the office's build. */
import { mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binding } from '@duecheck/core/binding';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../../scripts/lib/browser.mjs';
import { buildOffice } from '../../../../scripts/office-build.mjs';
import { startGateway } from './gateway.ts';
import { type Host, startHost } from './host.ts';
import { startIssuer } from './issuer.ts';
import { hiringBinding, makeSigner, realCatalogue, signList } from './lists.ts';
import { PEOPLE } from './outcomes.ts';

const CLIENT = 'duecheck-extension';

export interface OfficeOptions {
  readonly bindings?: (host: Host) => readonly Binding[];
  readonly language?: string;
  /** `none`: nobody has named whose signatures count. */
  readonly root?: 'ours' | 'none';
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs in the worker before its own script does. */
  readonly prelude?: string;
}

export async function openOffice(options: OfficeOptions = {}) {
  const [issuer, host] = [await startIssuer(CLIENT), await startHost(PEOPLE)];
  const signers = [makeSigner('office.example/one'), makeSigner('office.example/two')];
  const bindings = options.bindings?.(host) ?? [hiringBinding(host.origin)];
  const sign = (version: string, list: readonly Binding[]) =>
    signList('bindings', version, { format: 'duecheck/bindings/1', version, bindings: list }, signers);
  const catalogue = realCatalogue();
  const gateway = await startGateway(issuer, {
    catalogue: await signList('catalogue', catalogue.version, catalogue, signers),
    bindings: await sign('1', bindings),
  });
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-e2e-'));
  const { id } = await buildOffice({
    out: join(folder, 'extension'),
    config: {
      gatewayUrl: gateway.url,
      issuer: issuer.url,
      clientId: CLIENT,
      listRoot: { vkeys: options.root === 'none' ? [] : signers.map(({ vkey }) => vkey), threshold: 2 },
      language: options.language ?? 'zh-CN',
      origins: [host.origin],
    },
  });
  const worker = join(folder, 'extension', 'background.js');
  if (options.prelude) await writeFile(worker, options.prelude + (await readFile(worker, 'utf8')));
  const launch = () => launchBrowser(folder, options);
  let context = await launch();

  return {
    id,
    issuer,
    host,
    gateway,
    signers,
    sign,
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
      await Promise.all([issuer.close(), gateway.close(), host.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;

const launchBrowser = (
  folder: string,
  { colorScheme = 'light', viewport = { width: 1366, height: 768 } }: OfficeOptions,
) =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findBrowser(),
    headless: true,
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
  const worker = await office.worker();
  const registered = () => worker.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);
  while ((await registered()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Opens the host's dialog for one candidate. */
export async function openCase(office: Office, id: string): Promise<Page> {
  const page = await office.context.newPage();
  await page.goto(`${office.host.origin}/`);
  await page.waitForFunction(() => (globalThis as { people?: unknown }).people !== undefined);
  await page.evaluate((wanted) => {
    const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
    scope.show(scope.people.find((person) => person.id === wanted));
  }, id);
  return page;
}
