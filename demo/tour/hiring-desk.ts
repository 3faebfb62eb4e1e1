/** The hiring system as a clerk uses it: mouse and keys on the pages themselves. */
import type { Page, Request } from 'playwright-core';
import type { House } from '../house.ts';
import type { TourPerson } from '../people/tour.ts';
import { cardOf, read } from './browser.ts';

export interface HiringDesk {
  enter(): Promise<void>;
  /** Finds the candidate by registration number and opens the dialog. */
  open(person: TourPerson): Promise<void>;
  /** Presses a button of the dialog by its words. */
  press(words: string): Promise<void>;
  /** Takes the offer to check now, which has the focus once it is shown. */
  check(): Promise<void>;
  /** Presses the card's button that saves. */
  save(): Promise<void>;
  cardSays(words: string): Promise<void>;
  closeCard(): Promise<void>;
  closeDialog(): Promise<void>;
  /** Decision requests that left the page meanwhile. */
  sentDuring(act: () => Promise<void>): Promise<string[]>;
  /** Acts, and waits for the answer to the decision request that follows. */
  decide(verb: 'hire' | 'reject', act: () => Promise<void>): Promise<{ status: number; state: string | null }>;
  /** As the host itself has it. */
  statusOf(person: TourPerson): Promise<string>;
}

const DECISION = /\/api\/candidates\/\d+\/(hire|reject)$/;

/** Id in the host's own addresses, and the case key of its decision requests. */
export const keyOf = (person: TourPerson): string => String(100_000 + person.row);
export const labelOf = (person: TourPerson): string => `RL-2026-${String(person.row).padStart(4, '0')}`;

export function createHiringDesk(page: Page, house: House): HiringDesk {
  const dialog = page.locator('.el-dialog').filter({ hasText: '考察录用审核' });
  return {
    async enter() {
      await page.goto(house.systems.hiring.url);
      await page.getByRole('button', { name: '登 录' }).click();
      await page.getByText('报名序号').first().waitFor();
    },
    async open(person) {
      await page.getByPlaceholder('请输入报名序号').fill(labelOf(person));
      await page.getByRole('button', { name: /查\s*询/ }).click();
      const row = page.locator('tr', { hasText: labelOf(person) }).first();
      await row.getByRole('button', { name: '审 核' }).click();
      await dialog.getByText(labelOf(person)).waitFor();
    },
    press: (words) => dialog.getByRole('button', { name: words }).click(),
    async check() {
      await page.waitForFunction("document.activeElement?.style?.zIndex === '2147483647'");
      await read(page);
      await page.keyboard.press('Enter');
    },
    async save() {
      const card = await cardOf(page);
      const button = card.locator('[data-save]');
      await button.waitFor();
      await read(page);
      // The card may go with the press, sometimes before Chromium has acknowledged the click.
      const gone = page.waitForEvent('framedetached', { predicate: (frame) => frame === card, timeout: 0 });
      await Promise.race([button.click(), gone.catch(() => undefined)]);
    },
    async cardSays(words) {
      const card = await cardOf(page);
      await card.getByText(words).first().waitFor();
    },
    async closeCard() {
      const card = await cardOf(page);
      await card.getByRole('button', { name: '收起' }).click();
      for (let tries = 0; tries < 100 && page.frames().includes(card); tries++) await page.waitForTimeout(50);
    },
    async closeDialog() {
      await dialog.getByRole('button', { name: '关 闭' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    async sentDuring(act) {
      const sent: string[] = [];
      const note = (request: Request) => {
        if (DECISION.test(request.url())) sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
      };
      page.on('request', note);
      await act();
      // Long enough for a click handler of the host to have sent it.
      await page.waitForTimeout(500);
      page.off('request', note);
      return sent;
    },
    async decide(verb, act) {
      const answer = page.waitForResponse((response) => response.url().endsWith(`/${verb}`));
      await act();
      const response = await answer;
      return { status: response.status(), state: response.headers()['x-duecheck-state'] ?? null };
    },
    async statusOf(person) {
      const answer = await page.evaluate(
        async (id) => (await (await fetch(`/api/candidates/${id}`)).json()) as { data: { status: string } },
        keyOf(person),
      );
      return answer.data.status;
    },
  };
}
