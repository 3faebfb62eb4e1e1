/** Pages that forbid nearly everything: the check can be made in them all the same. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { passed, press, pressed, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterEach(async () => {
  await page.close();
  office.host.headers.clear();
  office.host.sent.length = 0;
});
afterAll(() => office.close());

const POLICIES: readonly (readonly [string, at: string, headers: Record<string, string>])[] = [
  [
    'a Content-Security-Policy without styles and frames, and Trusted Types',
    '412',
    {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'; frame-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  ],
  [
    'isolation by COEP and COOP',
    '414',
    { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
  ],
];

describe('a page under', () => {
  it.each(POLICIES)('%s is checked and decided in', async (_, id, headers) => {
    for (const [name, value] of Object.entries(headers)) office.host.headers.set(name, value);
    page = await openCase(office, id);
    if ('cross-origin-embedder-policy' in headers) expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    // Unstyled, the dialog is somewhere down the page.
    await page.locator('#hire').scrollIntoViewIfNeeded();
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    const found = () => page.frames().find((frame) => /card(-static)?\.html/.test(frame.url()));
    await until(() => found() !== undefined).toBe(true);
    const card = found();
    await card?.getByRole('heading', { name: /未发现/ }).waitFor();
    if (card) await press(card, /保存决定/);
    await until(() => passed(office)).toEqual([`/api/candidates/${id}/hire receipt`]);
  });
});
