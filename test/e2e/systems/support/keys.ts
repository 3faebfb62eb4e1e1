/** A clerk without a mouse. */
import type { Frame, Locator, Page } from 'playwright-core';
import { read } from '../../extension/support/clerk.ts';

/** More than any of our pages has fields. */
const LIMIT = 120;

/** Presses Tab until the focus is there: what it never comes to cannot be used without a mouse. */
export async function tabTo(target: Locator): Promise<void> {
  const hasFocus = () =>
    target.evaluate((element) => element === document.activeElement && document.hasFocus()).catch(() => false);
  await target.waitFor();
  for (let presses = 0; presses < LIMIT; presses++) {
    if (await hasFocus()) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${target}`);
}

/** Reaches it by Tab and presses it by Enter, once people could have read it. */
export async function enterOn(target: Locator): Promise<void> {
  await tabTo(target);
  await read(target.page());
  await target.page().keyboard.press('Enter');
}

/** Reaches it by Tab and types. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.insertText(text);
}

/** Our offer to check now has the focus by itself. */
export const offered = (page: Page) =>
  page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.style.zIndex === '2147483647');

/** Enter takes it. */
export async function takeOffer(page: Page): Promise<void> {
  await offered(page);
  await read(page);
  await page.keyboard.press('Enter');
}

/** Radio buttons of one group are one stop of Tab: the arrows go on from there. */
export async function chooseBy(card: Frame, group: string, wanted: Locator): Promise<void> {
  await tabTo(card.locator(`input[type=radio][name=${group}]`).first());
  await read(card.page());
  await card.page().keyboard.press('Space');
  for (let presses = 0; presses < LIMIT && !(await wanted.isChecked()); presses++)
    await card.page().keyboard.press('ArrowDown');
}
