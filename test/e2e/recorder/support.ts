/** What an administrator does and sees while a page is bound. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../extension/support/clerk.ts';
import { type Office, signIn } from '../extension/support/office.ts';

/** Somebody else sits down: signs in as that account, with that role. */
export async function signInAs(office: Office, sub: string, role: 'office' | 'clerk'): Promise<void> {
  const popup = await office.context.newPage();
  await popup.goto(`chrome-extension://${office.id}/popup.html`);
  const out = popup.getByRole('button', { name: /^(退出|Sign out)$/ });
  await popup.getByRole('button', { name: /^(登录|退出|Sign in|Sign out)$/ }).waitFor();
  if (await out.isVisible()) {
    await out.click();
    await popup.getByRole('button', { name: /^(登录|Sign in)$/ }).waitFor();
  }
  await popup.close();
  office.issuer.state.sub = sub;
  office.gateway.script.role = role;
  await signIn(office);
}

/** The window beside the page; the popup opens it for the tab that it was opened over. */
export async function openRecorder(office: Office, page: Page, shows = '#step'): Promise<Page> {
  const recorder = await office.context.newPage();
  await recorder.goto(`chrome-extension://${office.id}/popup.html`);
  const url = page.url();
  const id = await recorder.evaluate(
    async (at) => (await chrome.tabs.query({})).find((tab) => tab.url === at)?.id,
    url,
  );
  await recorder.setViewportSize({ width: 460, height: 860 });
  await recorder.goto(`chrome-extension://${office.id}/recorder.html?tab=${id}`);
  await recorder.locator(shows).first().waitFor();
  return recorder;
}

export async function nameStep(recorder: Page): Promise<void> {
  await recorder.getByLabel('系统和页面的名称').fill('特种行业许可 · 受理');
  await recorder.getByLabel('英文名称').fill('Special trades · acceptance');
  await recorder.getByLabel('以哪个机关名义办理').fill('qz-rsj');
  await recorder.getByLabel('应用清单事项').selectOption('civil-service-hiring');
}

/** The page has its outline: from now on it hears nothing of what is pressed. */
export async function pointing(recorder: Page): Promise<void> {
  await recorder.getByRole('button', { pressed: true }).waitFor();
  const page = recorder
    .context()
    .pages()
    .find((one) => one.url().endsWith('/sixth.html'));
  await page?.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('html > div:not([lang])')].some(
      ({ style }) => style.zIndex === '2147483647',
    ),
  );
}

/** @param point what somebody does in the page, where the outline is by then */
export async function pickBy(recorder: Page, button: string, point: () => Promise<void>): Promise<void> {
  await recorder.getByRole('button', { name: button, exact: true }).click();
  await pointing(recorder);
  await point();
  await until(() => recorder.getByRole('button', { pressed: true }).count()).toBe(0);
}

/** A second person approves; two keys sign; the extension takes the list. */
export async function publish(office: Office): Promise<void> {
  const [binding] = office.gateway.drafts.approved();
  if (!binding) throw new Error('nothing is approved');
  office.gateway.script.feeds.bindings = await office.sign('2', [binding]);
  const fetched = office.gateway.of('bindingsFeed').length;
  await office.restartBrowser();
  await until(() => office.gateway.of('bindingsFeed').length).toBeGreaterThan(fetched);
}

export const decidedIn = (page: Page) => page.evaluate(() => (globalThis as unknown as { decided: unknown[] }).decided);

export async function approve(office: Office): Promise<void> {
  const page = await office.context.newPage();
  await page.goto(`chrome-extension://${office.id}/recorder.html`);
  await page.getByRole('button', { name: /^查看/ }).click();
  await page.getByRole('button', { name: '批准' }).click();
  await page.getByText('已批准，待签名').waitFor();
  expect(office.gateway.drafts.approved()).toHaveLength(1);
  await page.close();
}
