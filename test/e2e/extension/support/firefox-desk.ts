/**
 * Firefox with the office's build, driven over WebDriver BiDi. Its own extension pages answer to a driver only where the
 * browser was started for that (`-remote-allow-system-access`).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Frame, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../../scripts/lib/firefox.mjs';
import { until } from './clerk.ts';
import { startConductor } from './crash/conductor.ts';
import type { Desk, Driver } from './desk.ts';
import { openServices, type ServicesOptions } from './services.ts';

const ADD_ON = 'duecheck@duecheck.example';
/** Firefox gives each installation its own address; named beforehand, its pages can be opened. */
const ADDRESS = 'f7a4c1de-0b1c-4a52-9a3e-5d6c7b8a9f01';
/** An event page ends after thirty idle seconds; nobody wants to wait for that. */
const IDLE_MS = 3000;
/** Presses within 400 ms of being shown do not count (DESIGN §5). */
const READING_MS = 450;
const read = () => new Promise((resolve) => setTimeout(resolve, READING_MS));

/** Self-contained: tells when the event page begins and when it ends. */
function tellLife(conductor: string): void {
  const tell = (what: string) => void fetch(`${conductor}/${what}`, { method: 'POST', keepalive: true });
  tell('begins');
  chrome.runtime.onSuspend.addListener(() => tell('ends'));
}

export interface FirefoxDesk extends Desk, Pick<Awaited<ReturnType<typeof openServices>>, 'sign'> {
  /** One of our own pages, by its name. */
  openOurs(name: string): Promise<Page>;
  /** Any page of the host's. */
  openAt(path: string): Promise<Page>;
}

export async function openFirefoxDesk(options: ServicesOptions = {}): Promise<FirefoxDesk> {
  const conductor = await startConductor();
  const life = conductor.start();
  const prelude = `(${tellLife})('http://127.0.0.1:${conductor.port}');\n`;
  const services = await openServices({ ...options, prelude }, 'firefox');
  const home = join(services.folder, 'home');
  await mkdir(home);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox() as string,
    headless: true,
    args: ['-remote-allow-system-access', '--width=1366', '--height=900'],
    defaultViewport: null,
    // Nothing of whoever runs this: neither a profile nor a cache.
    env: { ...process.env, HOME: home, LANG: 'zh_CN.UTF-8' },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [ADD_ON]: ADDRESS }),
      'extensions.background.idle.timeout': IDLE_MS,
    },
  });
  await browser.installExtension(services.extension);

  const openOurs = async (name: string): Promise<Page> => {
    const page = await browser.newPage();
    // It is there long before the driver says so: the driver waits for an event that these pages do not send.
    void page.goto(`moz-extension://${ADDRESS}/${name}`).catch(() => undefined);
    await until(() => textOf(page)).not.toBe('');
    return page;
  };

  const openHost = async (id: string, ours: 'seen' | 'not-seen'): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${services.host.origin}/`);
    await until(() => page.evaluate(() => 'people' in globalThis)).toBe(true);
    await page.evaluate((wanted) => {
      const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
      scope.show(scope.people.find((person) => person.id === wanted));
    }, id);
    if (ours === 'seen')
      await until(() => page.evaluate(() => document.querySelector('html > div[lang]') !== null)).toBe(true);
    return page;
  };

  return {
    ...services,
    browser: 'Firefox',
    openOurs,
    async openAt(path) {
      const page = await browser.newPage();
      await page.goto(services.host.origin + path);
      return page;
    },
    drive: async (id, ours) => driver(await openHost(id, ours)),
    async closeHost() {
      for (const page of await browser.pages()) if (page.url().startsWith(services.host.origin)) await page.close();
    },
    async signIn() {
      await until(() => services.gateway.of('bindingsFeed').length).toBeGreaterThan(0);
      const popup = await openOurs('popup.html');
      const window = new Promise<Page>((resolve) => {
        browser.on('targetcreated', (target) => void target.page().then((page) => page && resolve(page)));
      });
      await pressIn(popup.mainFrame(), /登录/);
      const provider = await window;
      await until(() => provider.$('#in').then(Boolean)).toBe(true);
      await provider.click('#in').catch(() => undefined);
      await until(() => textOf(popup)).toContain('已登录');
      await popup.close();
    },
    async openCase(id) {
      const page = await openHost(id, 'seen');
      const card = async (): Promise<Frame> => {
        await until(() => page.frames().length).toBe(2);
        return page.frames()[1] as Frame;
      };
      return {
        async pressed(css) {
          await page.click(css);
          const ours = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.style.zIndex);
          await until(ours).toBe('2147483647');
          await read();
        },
        checkNow: () => page.keyboard.press('Enter'),
        cardSays: async (text) => until(async () => textOf(await card())).toContain(text),
        async fillIn(label, text) {
          const field = await (await card()).evaluateHandle(
            (words) =>
              [...document.querySelectorAll('label')].find((one) => one.textContent.includes(words))
                ?.control as HTMLTextAreaElement,
            label,
          );
          await field.focus();
          await field.type(text);
        },
        press: async (name) => pressIn(await card(), name),
        close: () => page.close(),
      };
    },
    async popupText() {
      const popup = await openOurs('popup.html');
      await until(() => textOf(popup)).toContain('诊断信息');
      const text = await textOf(popup);
      await popup.close();
      return text;
    },
    async deliverNow() {
      const popup = await openOurs('popup.html');
      await pressIn(popup.mainFrame(), /现在补查/);
      await until(() => textOf(popup)).toContain('已补查');
      await popup.close();
    },
    async workerEnds() {
      const ends = life().filter((point) => point.startsWith('ends')).length;
      await until(() => life().filter((point) => point.startsWith('ends')).length).toBeGreaterThan(ends);
    },
    async close() {
      await browser.close();
      await Promise.all([services.close(), conductor.close()]);
    },
  };
}

export const textOf = (of: Page | Frame): Promise<string> =>
  of.evaluate(() => document.body?.textContent ?? '').catch(() => '');

/** Waited for, read, and pressed. */
export async function pressIn(frame: Frame, name: RegExp): Promise<void> {
  const at = () =>
    frame.evaluate(
      (words) => [...document.querySelectorAll('button')].findIndex((one) => new RegExp(words).test(one.textContent)),
      name.source,
    );
  await until(at).toBeGreaterThanOrEqual(0);
  await read();
  const button = (await frame.$$('button'))[await at()];
  // By its key: where a frame in a closed shadow root lies, this driver cannot find out before Firefox 141.
  await button?.press('Enter');
}

const driver = (page: Page): Driver => ({
  click: (css, how = {}) => page.click(css, how),
  focus: (css) => page.focus(css),
  key: (name) => page.keyboard.press(name as 'Enter'),
  evaluate: (run, given) => page.evaluate(run as never, given as never),
  async secondTab() {
    const second = await page.browser().newPage();
    await second.goto(page.url());
    return driver(second);
  },
});
