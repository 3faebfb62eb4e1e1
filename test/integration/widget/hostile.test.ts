/** Pages that are not as the widget would like them, and networks that are not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPartner } from '@duecheck/widget/verify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { type Bank, openBank, WIDGET_FILES } from './bank.ts';

const WAIT = { timeout: 15_000, interval: 100 };

let bank: Bank;
let browser: Browser;
let context: BrowserContext;
let script: string;
beforeAll(async () => {
  bank = await openBank();
  browser = await chromium.launch({
    executablePath: findBrowser(),
    // A page that the driver makes up comes from no address, and so may not ask the loopback. The last list given wins.
    args: [...browserArgs(), '--disable-features=LocalNetworkAccessChecks,HttpsUpgrades,PaintHolding'],
  });
  const { version, loader } = JSON.parse(readFileSync(join(WIDGET_FILES, 'manifest.json'), 'utf8'));
  script = `<script type="module" src="${bank.widgetUrl}/${version}/${loader.name}" integrity="${loader.integrity}" crossorigin></script>`;
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'zh-CN' });
  await context.addInitScript(`
    window.events = [];
    window.violations = [];
    for (const type of ['cc:ready', 'cc:complete', 'cc:closed', 'cc:error'])
      addEventListener(type, (event) => events.push(type + (event.detail?.code ? ' ' + event.detail.code : '')));
    addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));`);
});
afterEach(() => context.close());

const partner = () => createPartner(bank.plan.test);
const session = async (more: object = {}) =>
  (
    await partner().openSession({
      ...{ decisionPoint: 'commercial-loan', case: { key: crypto.randomUUID(), label: '演练', part: '1' } },
      ...{ origin: bank.plan.origin, nonce: crypto.randomUUID(), ...more },
    })
  ).session;

/** A page of somebody's own making at that origin. */
async function openPage(body: string, { origin = bank.plan.origin, csp = '' } = {}): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${origin}/made`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: csp === '' ? {} : { 'content-security-policy': csp },
      body: `<!doctype html><html lang="zh-CN"><title>x</title>${body}`,
    }),
  );
  await page.goto(`${origin}/made`);
  return page;
}
const events = (page: Page) => page.evaluate<string[]>('events');
const heard = (page: Page, event: string) => vi.waitUntil(async () => (await events(page)).includes(event), WAIT);
const frames = (page: Page) => page.frames().filter((frame) => frame.url().includes('/frame/'));
/** In the frame: the whole way of a test session. */
async function handOver(page: Page, at = 0): Promise<void> {
  const [window] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('credit-check').nth(at).locator('iframe').contentFrame().getByRole('link').click(),
  ]);
  for (const words of ['继续（测试', '同意，查询一次', '交给'])
    await window.getByRole('button', { name: words }).click();
  await window.getByText('已经交出').waitFor();
  await window.close();
}

describe('a page', () => {
  it('with the strictest policy and Trusted Types breaks none of it', async () => {
    const csp = [
      `default-src 'none'; script-src ${bank.widgetUrl}; frame-src ${bank.widgetUrl}; base-uri 'none'; form-action 'none'`,
      "require-trusted-types-for 'script'; trusted-types 'none'",
    ].join('; ');
    const page = await openPage(`${script}<credit-check session="${await session()}"></credit-check>`, { csp });
    await heard(page, 'cc:ready');
    await handOver(page);
    await heard(page, 'cc:complete');
    expect(await page.evaluate('violations')).toEqual([]);
    for (const frame of frames(page)) expect(await frame.evaluate('violations')).toEqual([]);
  });

  it('whose policy blocks the frame shows words of its own, says what is wrong, and nothing is empty', async () => {
    const page = await openPage(`${script}<credit-check session="${await session()}"></credit-check>`, {
      csp: `script-src ${bank.widgetUrl}; frame-src 'none'`,
    });
    await heard(page, 'cc:error frame-unreachable');
    await page.getByText('暂时不能出示，可以照常继续。').waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(1);
  });

  it('that lets no script of ours run shows what it put there itself', async () => {
    const page = await openPage(`${script}<credit-check session="${await session()}">可以照常申请。</credit-check>`, {
      csp: "script-src 'none'",
    });
    await page.getByText('可以照常申请。').waitFor();
  });

  it('without a session, or with one that nobody opened, is told so', async () => {
    const page = await openPage(
      `${script}<credit-check></credit-check><credit-check session="cs_01900000-0000-7000-8000-000000000000"></credit-check>`,
    );
    await heard(page, 'cc:error session-missing');
    await heard(page, 'cc:error session-unknown');
    await page.locator('credit-check').first().getByText('暂时不能出示，可以照常继续。').waitFor();
  });

  it('of another origin gets nothing of a stolen session, whether it says so or not', async () => {
    const stolen = await session();
    const origin = 'http://thief.localhost:9';
    const page = await openPage(`${script}<credit-check session="${stolen}"></credit-check>`, { origin });
    await heard(page, 'cc:error origin-mismatch');
    expect(await frames(page)[0]?.evaluate('document.body.innerText')).not.toContain('示例银行');
    const lying = await openPage(
      `<iframe src="${bank.widgetUrl}/frame/${stolen}?origin=${bank.plan.origin}#x"></iframe>`,
      { origin },
    );
    await vi.waitUntil(() => lying.frames().some((frame) => frame.url().startsWith('chrome-error:')), WAIT);
  });

  it('may hold two, each for itself', async () => {
    const page = await openPage(
      `${script}${[await session(), await session()].map((one) => `<form><credit-check session="${one}"></credit-check></form>`).join('')}`,
    );
    await vi.waitUntil(async () => (await events(page)).length === 2, WAIT);
    await handOver(page, 1);
    await heard(page, 'cc:complete');
    const held = await page.evaluate<string[]>(
      `[...document.forms].map((form) => new FormData(form).get('credit-check-receipt'))`,
    );
    expect(held[0]).toBe(null);
    expect(held[1]?.split('.')).toHaveLength(3);
    await handOver(page, 0);
    await vi.waitUntil(async () => (await events(page)).filter((one) => one === 'cc:complete').length === 2, WAIT);
  });

  it('may take it out and put it back as often as it likes', async () => {
    const page = await openPage(`${script}<p></p>`);
    await page.evaluate(`(async () => {
      const element = document.createElement('credit-check');
      element.setAttribute('session', '${await session()}');
      for (let turn = 0; turn < 200; turn++) {
        document.body.append(element);
        if (turn % 3 === 0) await null;
        element.remove();
      }
      document.body.append(element);
    })()`);
    await heard(page, 'cc:ready');
    expect(frames(page)).toHaveLength(1);
    expect(await page.evaluate(`document.querySelector('credit-check').shadowRoot.querySelectorAll('*').length`)).toBe(
      1,
    );
    await handOver(page);
    await heard(page, 'cc:complete');
    expect((await events(page)).filter((one) => one === 'cc:complete')).toHaveLength(1);
  });

  it('hears nothing from who only pretends, and the frame neither', async () => {
    const page = await openPage(`${script}<credit-check session="${await session()}"></credit-check>`);
    await heard(page, 'cc:ready');
    await page.evaluate(`
      const frame = document.querySelector('credit-check').shadowRoot.querySelector('iframe').contentWindow;
      const port = new MessageChannel();
      for (const data of [null, 1, 'x', {}, { type: 'cc:port' }, { type: 'cc:port', nonce: 'guess' }, { type: 'complete', receipt: 'a.b.c' }])
        { frame.postMessage(data, '*'); window.postMessage(data, '*'); }
      frame.postMessage({ type: 'cc:port', nonce: 'guess' }, '*', [port.port2]);
      window.postMessage({ type: 'cc:hello', nonce: 'guess' }, '*');`);
    await handOver(page);
    await heard(page, 'cc:complete');
    expect(await events(page)).toEqual(['cc:ready', 'cc:complete']);
  });

  it('changes its mind about theme, language and session, and nothing moves', async () => {
    const page = await openPage(
      `${script}<credit-check session="${await session()}"></credit-check><p id="below">x</p>`,
    );
    const top = () => page.evaluate<number>(`document.getElementById('below').getBoundingClientRect().top`);
    const before = await top();
    await heard(page, 'cc:ready');
    expect(await top()).toBe(before);
    await page.evaluate(`Object.entries({ theme: 'dark', language: 'en', session: '${await session()}' })
      .forEach(([name, value]) => document.querySelector('credit-check').setAttribute(name, value))`);
    await vi.waitUntil(async () => (await events(page)).length === 2, WAIT);
    await page.locator('iframe').contentFrame().getByText('asks you to show').waitFor();
    expect(await frames(page)[0]?.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe('rgb(27, 32, 39)');
    expect(await top()).toBe(before);
  });
});

describe('a network', () => {
  it('that goes away and comes back costs nothing but time', async () => {
    const page = await openPage(`${script}<credit-check session="${await session()}"></credit-check>`);
    await heard(page, 'cc:ready');
    await context.setOffline(true);
    await heard(page, 'cc:error gateway-unreachable');
    await page.locator('iframe').contentFrame().getByText('暂时连不上，正在重试').waitFor();
    await context.setOffline(false);
    await page.locator('iframe').contentFrame().getByRole('link').waitFor();
    await handOver(page);
    await heard(page, 'cc:complete');
  });

  it('without the widget’s origin: words, and a second try', async () => {
    const page = await openPage(`${script}<p></p>`);
    await bank.stopWidget();
    const id = await session();
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<credit-check session="${id}"></credit-check>')`,
    );
    await heard(page, 'cc:error frame-unreachable');
    await bank.startWidget();
    await page.getByRole('button', { name: '重试' }).click();
    await heard(page, 'cc:ready');
  });
});

describe('what was handed over', () => {
  it('is all that the browser keeps of it: no cookie, no storage at the widget’s origin', async () => {
    const page = await openPage(`${script}<credit-check session="${await session()}"></credit-check>`);
    await heard(page, 'cc:ready');
    const kept = await frames(page)[0]?.evaluate(
      `Promise.all([document.cookie, localStorage.length + sessionStorage.length, indexedDB.databases().then((all) => all.length)])`,
    );
    expect(kept).toEqual(['', 0, 0]);
  });

  // Last: the city's clock does not go back.
  it('leaves the form when it is too old', async () => {
    const page = await openPage(`${script}<form><credit-check session="${await session()}"></credit-check></form>`);
    await heard(page, 'cc:ready');
    await handOver(page);
    await heard(page, 'cc:complete');
    bank.city.shift(15 * 60_000);
    await page.evaluate(`window.dispatchEvent(new Event('online'))`);
    for (const frame of frames(page)) await frame.evaluate(`window.dispatchEvent(new Event('online'))`);
    await heard(page, 'cc:error session-expired');
    expect(await page.evaluate(`new FormData(document.forms[0]).get('credit-check-receipt')`)).toBe(null);
  });
});
