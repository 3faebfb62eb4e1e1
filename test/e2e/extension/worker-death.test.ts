import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passed, press, pressAndCheck, until } from './support/clerk.ts';
import { killWorker } from './support/kill-worker.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());

/** Ends the worker after the gateway has kept the answer of this route and before it leaves; once. */
const dieDuring = (route: string) => {
  let deaths = 0;
  office.gateway.script.before = async (now) => {
    if (now !== route || deaths > 0) return;
    deaths++;
    await killWorker(office);
  };
  return () => deaths;
};

describe('the worker ends', () => {
  it('between check and answer: the clerk still gets the outcome, once, of one check', async () => {
    const page = await openCase(office, '412');
    const deaths = dieDuring('check');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(deaths()).toBe(1);
    const asked = office.gateway.of('check');
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(office.gateway.checks.size).toBe(1);
    expect(await card.getByRole('heading', { name: /未发现/ }).count()).toBe(1);
    await page.close();
  });

  it('while the clerk types: the reason stays, and the decision is one', async () => {
    const page = await openCase(office, '414');
    const card = await pressAndCheck(page, '#hire');
    const reason = card.getByLabel('理由');
    await reason.fill('材料齐全，');
    await killWorker(office);
    await reason.pressSequentially('同意录用。');
    const deaths = dieDuring('decide');
    await press(card, /保存决定/);
    await until(() => passed(office)).toContain('/api/candidates/414/hire receipt');
    expect(deaths()).toBe(1);
    const sent = office.gateway.of('decide');
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent.at(-1)?.body.reason).toBe('材料齐全，同意录用。');
    expect(office.gateway.decisions.size).toBe(1);
    await page.close();
  });

  it('and Esc was pressed: what was typed is there when the card opens again', async () => {
    const page = await openCase(office, '417');
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('理由').fill('还差一份材料');
    await page.waitForTimeout(400);
    await page.keyboard.press('Escape');
    await until(() => page.frames().length).toBe(1);
    await killWorker(office);
    const again = await pressAndCheck(page, '#hire');
    await until(() => again.getByLabel('理由').inputValue()).toBe('还差一份材料');
    await page.close();
  });

  it('and the gate still holds, and opens again for a decision', async () => {
    const page = await openCase(office, '415');
    await killWorker(office);
    const card = await pressAndCheck(page, '#hire');
    expect(passed(office).some((line) => line.includes('/415/'))).toBe(false);
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await page.close();
  });
});
