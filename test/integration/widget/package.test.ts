/** The package as a partner gets it: packed, installed into an empty project, built, and walked through by the quick start. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../../demo/ports.ts';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { type Bank, openBank } from './bank.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = join(ROOT, 'widget/dist/package');
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-partner-'));
  execFileSync('npm', ['pack', PACKAGE, '--pack-destination', folder], { cwd: folder, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) as string;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...quiet, `./${tarball}`, 'express', 'react', 'react-dom', 'vue'], {
    cwd: folder,
    stdio: 'pipe',
  });
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('is clean to publint', () => {
    expect(execFileSync(bin('publint'), [PACKAGE, '--strict'], { encoding: 'utf8' })).toContain('All good!');
  });

  it('has the types that it says it has, for every entry', () => {
    // Throws with the table of what is wrong.
    execFileSync(bin('attw'), ['--pack', PACKAGE, '--profile', 'esm-only'], { encoding: 'utf8', stdio: 'pipe' });
  });

  it('holds nothing of the house’s own names', () => {
    const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|ts)$/.test(name));
    expect(files.length).toBeGreaterThan(10);
    for (const name of files)
      expect(readFileSync(join(PACKAGE, name), 'utf8'), name).not.toMatch(/from ['"]@duecheck\/(core|ui|gateway)/);
  });

  it('does nothing where there is no browser', async () => {
    const script = `import { defineCreditCheck } from '@duecheck/widget'; defineCreditCheck({ widget: 'https://w.example' }); console.log('quiet');`;
    writeFileSync(join(folder, 'server-side.js'), script);
    expect(execFileSync(process.execPath, ['server-side.js'], { cwd: folder, encoding: 'utf8' })).toBe('quiet\n');
  });
});

/** The block of that language, as a reader would copy it. */
function blockOf(language: string): string {
  const text = readFileSync(join(ROOT, 'docs/widget.md'), 'utf8');
  return (new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text) as RegExpExecArray)[1] as string;
}
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;

describe('with a gateway behind', () => {
  let bank: Bank;
  let port: number;
  let server: ChildProcess;
  let latest: { url: string; integrity: string };
  beforeAll(async () => {
    bank = await openBank();
    port = (await freePorts()).hiring;
    const test = bank.plan.registrations[1] as { origins: string[] };
    const origins = [...test.origins, `http://localhost:${port}`];
    expect((await bank.city.post('sunhao', '/v1/partners', { ...test, origins })).status).toBe(200);
    const { port: of } = new URL(bank.widgetUrl);
    latest = (await (await fetch(`http://127.0.0.1:${of}/latest.json`)).json()) as typeof latest;
  });
  afterAll(async () => {
    server?.kill();
    await bank?.close();
  });

  async function walk(address: string, result: string): Promise<void> {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
    try {
      const context = await browser.newContext({ locale: 'zh-CN' });
      const page = await context.newPage();
      const said: string[] = [];
      page.on('pageerror', ({ message }) => said.push(message));
      await page.goto(address);
      const link = page.locator('credit-check iframe').contentFrame().getByRole('link');
      const [window] = await Promise.all([context.waitForEvent('page'), link.click()]);
      for (const words of ['继续（测试', '同意，查询一次', '交给'])
        await window.getByRole('button', { name: words }).click();
      await window.getByText('已经交出').waitFor();
      await page.waitForFunction(`document.querySelector('credit-check').receipt !== ''`);
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByText(result).waitFor();
      expect(said).toEqual([]);
    } finally {
      await browser.close();
    }
  }

  it('the quick start, copied into an empty folder, works', async () => {
    const [code, page] = [blockOf('js'), blockOf('html')];
    expect(linesOf(code)).toBeLessThan(15);
    expect(linesOf(page)).toBeLessThan(15);
    writeFileSync(join(folder, 'server.js'), code.replaceAll('3000', String(port)));
    writeFileSync(join(folder, 'page.html'), page.replace('LOADER', latest.url).replace('INTEGRITY', latest.integrity));
    writeFileSync(join(folder, 'partner.json'), JSON.stringify(bank.plan.test));
    server = spawn(process.execPath, ['server.js'], { cwd: folder, stdio: 'inherit' });
    await expect
      .poll(
        () =>
          fetch(`http://localhost:${port}/`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(200);
    await walk(`http://localhost:${port}/`, 'Better terms');
  });

  it.each([
    [
      'React, in StrictMode',
      `import { createElement as h, StrictMode } from 'react';
       import { createRoot } from 'react-dom/client';
       import { CreditCheck } from '@duecheck/widget/react';
       const events = window.events = [];
       createRoot(document.getElementById('app')).render(h(StrictMode, null, h(CreditCheck, {
         widget: WIDGET, session: SESSION, size: 'flexible',
         onReady: () => events.push('ready'), onComplete: () => events.push('complete'), onError: (error) => events.push(error.code) })));`,
    ],
    [
      'Vue, as the element it is',
      `import { createApp, h } from 'vue/dist/vue.runtime.esm-bundler.js';
       import { defineCreditCheck } from '@duecheck/widget';
       defineCreditCheck({ widget: WIDGET });
       const events = window.events = [];
       createApp({ render: () => h('credit-check', { session: SESSION,
         'onCc:ready': () => events.push('ready'), 'onCc:complete': () => events.push('complete') }) }).mount('#app');`,
    ],
  ])('%s: built by Vite, each event once', async (name, code) => {
    const { createPartner } = await import('@duecheck/widget/verify');
    const { session } = await createPartner(bank.plan.test).openSession({
      ...{ decisionPoint: 'commercial-loan', case: crypto.randomUUID(), origin: bank.plan.origin },
    });
    const root = mkdtempSync(join(folder, 'built-'));
    writeFileSync(join(root, 'main.js'), code);
    writeFileSync(join(root, 'index.html'), '<div id="app"></div><script type="module" src="/main.js"></script>');
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      define: { WIDGET: JSON.stringify(bank.widgetUrl), SESSION: JSON.stringify(session) },
      build: { outDir: join(root, 'out'), modulePreload: false },
    });
    const assets = join(root, 'out/assets');
    const script = readFileSync(join(assets, readdirSync(assets).find((one) => one.endsWith('.js')) as string), 'utf8');
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      // A page that the driver makes up comes from no address, and so may not ask the loopback. The last list given wins.
      args: [...browserArgs(), '--disable-features=LocalNetworkAccessChecks,HttpsUpgrades,PaintHolding'],
    });
    try {
      const context = await browser.newContext({ locale: 'zh-CN' });
      const page = await context.newPage();
      await page.route(`${bank.plan.origin}/built`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<div id="app"></div><script type="module">${script}</script>`,
        }),
      );
      await page.goto(`${bank.plan.origin}/built`);
      const link = page.locator('credit-check iframe').contentFrame().getByRole('link');
      const [window] = await Promise.all([context.waitForEvent('page'), link.click()]);
      for (const words of ['继续（测试', '同意，查询一次', '交给'])
        await window.getByRole('button', { name: words }).click();
      await page.waitForFunction(`window.events.includes('complete')`);
      expect(await page.evaluate('window.events'), name).toEqual(['ready', 'complete']);
    } finally {
      await browser.close();
    }
  });
});
