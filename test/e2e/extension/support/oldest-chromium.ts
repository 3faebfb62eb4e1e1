/**
 * The oldest Chromium that the manifest admits: a headless shell of 109 from npm, for Linux on x64. It takes no extensions, so
 * what is built runs there as pages and scripts, with the extension API stubbed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import shell from '@sparticuz/chromium';
import { chromium, type Page } from 'playwright-core';

export const hasOldest = process.platform === 'linux' && process.arch === 'x64';

export async function openOldest() {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-109-'));
  const before = process.env.TMPDIR;
  // It unpacks where temporary files go, by one name for everybody.
  process.env.TMPDIR = folder;
  const executablePath = await (shell.executablePath as unknown as () => Promise<string>)();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--no-zygote', '--disable-gpu'] });
  return {
    version: () => browser.version(),
    /** @param api stands for the extension API in every document of the page. @returns the page and what it threw. */
    async open(api: Api): Promise<{ page: Page; thrown: string[] }> {
      const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
      const thrown: string[] = [];
      page.on('pageerror', (error) => thrown.push(error.stack ?? error.message));
      await page.addInitScript(stub, api);
      return { page, thrown };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Oldest = Awaited<ReturnType<typeof openOldest>>;

/** What the worker answers, by the message's type; null where nothing is said. */
export interface Api {
  readonly replies: Readonly<Record<string, unknown>>;
}

/** Self-contained: it is sent as text. Whatever is asked for and not named here is a function that says nothing. */
function stub({ replies }: Api): void {
  const asked: string[] = [];
  const nothing = (): unknown =>
    new Proxy(() => Promise.resolve(undefined), {
      get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : nothing()),
    });
  const known = (named: Record<string, unknown>) =>
    new Proxy(named, { get: (_, name) => (typeof name === 'string' ? (named[name] ?? nothing()) : undefined) });
  const runtime = known({
    id: 'a'.repeat(32),
    getURL: (path: string) => new URL(path, location.href).href,
    getManifest: () => ({ host_permissions: [], optional_host_permissions: [] }),
    onMessage: { addListener: () => undefined, removeListener: () => undefined },
    async sendMessage(message: { type: string }) {
      asked.push(message.type);
      return replies[message.type] ?? null;
    },
  });
  const windows = known({ getCurrent: async () => ({ id: 1 }) });
  const api = known({ runtime, windows });
  // Both: the polyfill wraps only what it knows by name, and takes a `browser` that is there as it is.
  for (const name of ['chrome', 'browser']) Object.defineProperty(globalThis, name, { configurable: true, value: api });
  Object.assign(globalThis, { asked });
}
