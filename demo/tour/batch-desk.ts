/** The batch page as a clerk uses it: a file, a button, and what stands on the screen. */
import type { ItemClass } from '@duecheck/core/contract';
import { BATCH } from '@duecheck/core/text';
import type { Page } from 'playwright-core';
import { EXTENSION_ID } from './browser.ts';

export interface BatchDesk {
  open(): Promise<void>;
  /** Chooses step and file, names the round, and sends it. */
  start(round: string, csv: string): Promise<void>;
  /** How many were looked at, as the page says it. */
  done(): Promise<number>;
  /** Waits until so many were. */
  passes(done: number): Promise<void>;
  /** Waits for words on the page. */
  says(words: string | RegExp): Promise<void>;
  /** Numbers by class, as the page says them; a class that is not named has nobody. */
  counts(): Promise<Partial<Record<ItemClass, number>>>;
}

const CLASSES = Object.entries(BATCH)
  .filter(([key]) => key.startsWith('class.'))
  .map(([key, { zh }]) => [key.slice('class.'.length) as ItemClass, zh] as const);

const numberIn = (text: string): number => Number(text.replaceAll(',', ''));

export function createBatchDesk(page: Page): BatchDesk {
  const done = async (): Promise<number> =>
    numberIn((await page.locator('.progress .told').textContent())?.split('/')[0] ?? '');
  return {
    async open() {
      await page.goto(`chrome-extension://${EXTENSION_ID}/batch.html`);
      await page.getByLabel('环节和系统').waitFor();
    },
    async start(round, csv) {
      await page.getByLabel('环节和系统').selectOption({ label: '公务员录用 — 公务员招录系统 · 考察录用审核' });
      await page.getByLabel('批次名称').fill(round);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '考察名单.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByRole('button', { name: '开始查验' }).click();
      await page.getByRole('heading', { name: round }).waitFor();
    },
    done,
    async passes(wanted) {
      while ((await done()) < wanted) await page.waitForTimeout(100);
    },
    says: (words) => page.getByText(words).first().waitFor({ timeout: 120_000 }),
    async counts() {
      const items = await page.locator('.counts li').allTextContents();
      return Object.fromEntries(
        items.flatMap((text) => {
          const found = CLASSES.find(([, words]) => text.startsWith(words));
          return found ? [[found[0], numberIn(text.slice(found[1].length))]] : [];
        }),
      );
    },
  };
}
