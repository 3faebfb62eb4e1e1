import type { Page } from 'playwright-core';
import { cardOf, press, pressed } from './clerk.ts';
import type { Desk, Driver } from './desk.ts';
import { killWorker } from './kill-worker.ts';
import { openCase, openOffice, signIn } from './office.ts';
import type { ServicesOptions } from './services.ts';

export async function openChromiumDesk(options: ServicesOptions = {}): Promise<Desk> {
  const office = await openOffice(options);
  const popup = async () => {
    const page = await office.context.newPage();
    await page.goto(`chrome-extension://${office.id}/popup.html`);
    await page.getByRole('button', { name: '诊断信息' }).waitFor();
    return page;
  };
  return {
    ...office,
    browser: 'Chromium',
    signIn: () => signIn(office),
    async openCase(id) {
      const page = await openCase(office, id);
      return {
        pressed: (css) => pressed(page, css as '#hire'),
        checkNow: () => page.keyboard.press('Enter'),
        cardSays: async (text) => (await cardOf(page)).getByText(text).first().waitFor(),
        fillIn: async (label, text) => (await cardOf(page)).getByLabel(label).fill(text),
        press: async (name) => press(await cardOf(page), name),
        close: () => page.close(),
      };
    },
    async drive(id, ours) {
      const page = await openCase(office, id);
      if (ours === 'seen') await page.waitForFunction(() => document.querySelector('html > div[lang]') !== null);
      return driver(page);
    },
    async closeHost() {
      for (const page of office.context.pages()) if (page.url().startsWith(office.host.origin)) await page.close();
    },
    async popupText() {
      const page = await popup();
      const text = (await page.textContent('body')) ?? '';
      await page.close();
      return text;
    },
    async deliverNow() {
      const page = await popup();
      await page.getByRole('button', { name: '现在补查' }).click();
      await page.getByText('已补查').waitFor();
      await page.close();
    },
    workerEnds: () => killWorker(office),
    close: () => office.close(),
  };
}

const driver = (page: Page): Driver => ({
  // A navigation that is called off is one that Playwright would wait for.
  click: (css, { button, count = 1 } = {}) =>
    page.click(css, { button: button ?? 'left', clickCount: count, noWaitAfter: true }),
  focus: (css) => page.focus(css),
  key: (name) => page.keyboard.press(name),
  evaluate: (run, given) => page.evaluate(run as never, given as never),
  async secondTab() {
    const second = await page.context().newPage();
    await second.goto(page.url());
    return driver(second);
  },
});
