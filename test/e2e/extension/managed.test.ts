/** As an administrator rolls it out: the folder that `office:pack` writes, a web server, and the policy files as they are. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextAfter } from '../../../scripts/lib/office/version.mjs';
import { packOffice } from '../../../scripts/office-pack.mjs';
import { passed, until } from './support/clerk.ts';
import { startGateway } from './support/gateway.ts';
import { startHost } from './support/host.ts';
import { startIssuer } from './support/issuer.ts';
import { hiringBinding, makeSigner, realCatalogue, signList } from './support/lists.ts';
import { covered, logIn, type Office, openCase } from './support/office.ts';
import { PEOPLE } from './support/outcomes.ts';
import { preparePolicyFolder, whyNoPolicies } from './support/policy-folder.ts';

const impossible = whyNoPolicies();
const CLIENT = 'duecheck-extension';
/** Nobody listens there: what works, works by policy. */
const OLD_GATEWAY = 'http://127.0.0.1:9';

async function rollOut() {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-managed-'));
  const [issuer, host, other] = [
    await startIssuer(CLIENT),
    await startHost(PEOPLE),
    await startHost(PEOPLE, 'other.localhost'),
  ];
  const signers = [makeSigner('office.example/one'), makeSigner('office.example/two')];
  const catalogue = realCatalogue();
  const bindings = [hiringBinding(host.origin), hiringBinding(other.origin, { id: 'elsewhere' })];
  const gateway = await startGateway(issuer, {
    catalogue: await signList('catalogue', catalogue.version, catalogue, signers),
    bindings: await signList('bindings', '1', { format: 'duecheck/bindings/1', version: '1', bindings }, signers),
  });

  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://server').pathname;
    asked.push(name);
    response.end(await readFile(join(folder, 'out/server', name)).catch(() => ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const pack = (origins: readonly string[], version?: string) =>
    packOffice({
      config: {
        gatewayUrl: OLD_GATEWAY,
        issuer: issuer.url,
        clientId: CLIENT,
        listRoot: { vkeys: signers.map(({ vkey }) => vkey), threshold: 2 },
        language: 'zh-CN',
        origins: [...origins],
      },
      keyFile: join(folder, 'office.pem'),
      updateUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates.xml`,
      out: join(folder, 'out'),
      ...(version && { version }),
    });
  const packed = await pack([host.origin]);
  const written = join(folder, 'out/linux/etc/chromium/policies/managed/duecheck.json');
  const policy = JSON.parse(await readFile(written, 'utf8'));
  const settings = policy['3rdparty'].extensions[packed.id];
  settings.gatewayUrl = gateway.url;
  const browser = preparePolicyFolder(folder);
  browser.set({
    ...policy,
    '3rdparty': {
      extensions: { [packed.id]: { ...settings, gatewayurl: 'http://x', listRoot: { ...settings.listRoot, weak: 1 } } },
    },
  });

  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: browser.executablePath,
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
    args: [...browser.args, '--lang=zh-CN', '--disable-features=HttpsUpgrades,PaintHolding'],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return {
    ...packed,
    settings,
    pack,
    asked,
    host,
    other,
    gateway,
    context,
    worker,
    setSettings: (changed: Record<string, unknown>) =>
      browser.set({ ...policy, '3rdparty': { extensions: { [packed.id]: { ...settings, ...changed } } } }),
    async close() {
      await context.close();
      server.closeAllConnections();
      server.close();
      await Promise.all([issuer.close(), host.close(), other.close(), gateway.close()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

let office: Awaited<ReturnType<typeof rollOut>>;
beforeAll(async () => {
  if (impossible === null) office = await rollOut();
});
afterAll(() => office?.close());

/** The popup, opened anew until it says so. */
async function popupThatSays(words: RegExp) {
  const popup = await office.context.newPage();
  const said = async () => {
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.locator('footer, main > p:not(.muted)').first().waitFor();
    return popup.locator('main').textContent();
  };
  await until(said).toMatch(words);
  return popup;
}

/** The version that answers now; an update closes the extension's pages under our hands. */
async function running(): Promise<string | undefined> {
  const page = await office.context.newPage();
  try {
    await page.goto(`chrome-extension://${office.id}/popup.html`);
    return await page.evaluate(() => chrome.runtime.getManifest().version);
  } catch {
    return undefined;
  } finally {
    await page.close();
  }
}

describe('an office that rolls it out by policy', () => {
  const rule = (name: string, run: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      skip(impossible !== null, impossible ?? '');
      await run();
    });

  rule('has it installed in every browser, under the id of the office’s own key', async () => {
    expect(office.asked.slice(0, 2)).toEqual(['/updates.xml', '/duecheck.crx']);
    expect(new URL(office.worker.url()).host).toBe(office.id);
  });

  rule('sees the settings of the policy in the extension, and none that the schema does not know', async () => {
    await until(() => office.worker.evaluate(() => chrome.storage.managed.get())).toEqual(office.settings);
  });

  rule('finds the popup ready, with the lists from the gateway that the policy names', async () => {
    const popup = await popupThatSays(/清单 \d/);
    const said = await popup.locator('main').textContent();
    expect(said).toContain('登录');
    expect(said).not.toMatch(/还没有配置|没有指定清单/);
    await popup.close();
  });

  rule('is told of a bound system that the build does not name, which nobody here can open', async () => {
    const popup = await popupThatSays(/未覆盖的网站/);
    const said = await popup.locator('main').textContent();
    expect(said).toContain(office.other.origin);
    expect(said).toContain('须由单位管理员开通');
    expect(said).not.toContain(office.host.origin);
    expect(await popup.getByRole('button', { name: '授权' }).count()).toBe(0);
    await popup.close();
  });

  rule('has its clerk signed in and the decision held, with the hosts pinned by policy', async () => {
    const here = { ...office, worker: async () => office.worker } as unknown as Office;
    await covered(here);
    const popup = await popupThatSays(/未登录/);
    const window = office.context.waitForEvent('page');
    await popup.getByRole('button', { name: '登录' }).click();
    await logIn(await window);
    await popup.getByText(/已登录/).waitFor();
    const page = await openCase(here, '412');
    await page.evaluate(() => fetch('/api/candidates/412/hire', { method: 'POST' }).catch(() => null));
    expect(passed(here)).toEqual([]);
    await Promise.all([popup.close(), page.close()]);
  });

  rule('shows its settings to the clerk, who can change none of them, and has introduced nothing', async () => {
    expect(office.context.pages().some((page) => page.url().includes('/welcome.html'))).toBe(false);
    const options = await office.context.newPage();
    await options.goto(`chrome-extension://${office.id}/options.html`);
    const given = options.locator('section').filter({ hasText: '单位给定的设置' });
    await given.locator('dd').filter({ hasText: office.gateway.url }).getByText('策略').waitFor();
    expect(await options.getByLabel('语言').isDisabled()).toBe(true);
    await options.getByText('由单位策略指定').waitFor();
    await options.close();
  });

  rule('changes a setting later, and every open browser follows without a restart', async () => {
    office.setSettings({ language: 'en' });
    await until(() => office.worker.evaluate(async () => (await chrome.storage.managed.get()).language)).toBe('en');
    await (await popupThatSays(/Signed in/)).close();
  });

  rule('puts a higher version on the server: browsers fetch it, and it acts on the policy’s hosts alone', async () => {
    const higher = nextAfter(office.version);
    await office.pack([office.host.origin, office.other.origin], higher);
    const popup = await popupThatSays(/Signed in/);
    const offered = await popup.evaluate(async () => {
      const waiting = new Promise<string>((resolve) =>
        chrome.runtime.onUpdateAvailable.addListener(({ version }) => resolve(version)),
      );
      await chrome.runtime.requestUpdateCheck();
      return waiting;
    });
    expect(offered).toBe(higher);
    // Takes its own page away, and with it the answer.
    await popup.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await until(running).toBe(higher);
    const updated = await popupThatSays(/Lists \d/);

    const readIn = async (origin: string) => {
      const page = await office.context.newPage();
      await page.goto(`${origin}/`);
      const said = await updated.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        const tabId = tabs.find(({ active }) => active)?.id as number;
        const reading = chrome.scripting.executeScript({ target: { tabId }, func: () => location.origin });
        return reading.then(
          ([answer]) => answer?.result,
          (error: Error) => error.message,
        );
      });
      await page.close();
      return said;
    };
    expect(await readIn(office.host.origin)).toBe(office.host.origin);
    expect(await readIn(office.other.origin)).toMatch(/policy/);
  });
});
