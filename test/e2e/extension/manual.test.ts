/** A check by hand: no page is read, and nothing is different otherwise. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';
import { FINDINGS } from './support/outcomes.ts';
import { LANGUAGES, openAlbum, PATIENCE } from './support/shots.ts';

const STEP = '公务员录用 — 考察录用审核';
const ELSEWHERE = '公务员录用 — 外网受理';

/** From the popup to the card in its own tab. */
async function openByHand(office: Office, step: string | RegExp): Promise<Page> {
  const popup = await office.context.newPage();
  await popup.goto(`chrome-extension://${office.id}/popup.html`);
  await popup.getByRole('button', { name: /手工查验|Check by hand/ }).click();
  const choice = popup.getByLabel(/为哪个环节查验|For which step/);
  await choice.waitFor();
  const option = choice.locator('option').filter({ hasText: step });
  await choice.selectOption((await option.first().getAttribute('value')) as string);
  const opened = office.context.waitForEvent('page');
  await popup.getByRole('button', { name: /填写案号和当事人|Fill in case and person/ }).click();
  const page = await opened;
  await page.getByRole('textbox').first().waitFor();
  await popup.close();
  return page;
}

describe('a check by hand', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({
      bindings: (host) => [
        hiringBinding(host.origin),
        hiringBinding(host.origin, {
          id: 'cadres',
          title: { zh: '干部任免', en: 'Cadres' },
          decisionPoint: 'cadre-appointment',
          organisation: 'qz-zzb',
        }),
        // A system that this browser may not act on: nothing of it is read, and nothing in it touched.
        hiringBinding('http://elsewhere.localhost:1', { id: 'elsewhere', title: { zh: '外网受理', en: 'Elsewhere' } }),
      ],
    });
    await signIn(office);
  });
  afterAll(() => office.close());

  it('names step, case and person first, and is registered as any other', async () => {
    office.gateway.script.outcomes.set('RL-2026-0499', FINDINGS);
    const page = await openByHand(office, STEP);
    const card = page.mainFrame();
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写案号').waitFor();
    await card.getByLabel('案号').fill('RL-2026-0499');
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写证件号码').waitFor();
    await card.getByLabel('证件号码').fill('330899189001010010');
    await card.getByLabel('姓名或名称').fill('张**');
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写姓名全文').waitFor();
    await card.getByLabel('姓名或名称').fill('张清和');
    expect(office.gateway.of('check')).toEqual([]);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: '发现 1 条与本事项相关的记录' }).waitFor();
    expect(office.gateway.of('check').map(({ body }) => body)).toMatchObject([
      {
        decisionPoint: 'civil-service-hiring',
        origin: office.host.origin,
        case: { key: 'RL-2026-0499', label: 'RL-2026-0499', part: '1' },
        subject: { kind: 'resident-id', number: '330899189001010010', name: '张清和' },
      },
    ]);
    // A decision belongs to its system: here is none to press.
    expect(await card.getByRole('button', { name: /保存决定/ }).count()).toBe(0);
    // Esc closes a card in a page; a tab it leaves alone.
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    expect(page.isClosed()).toBe(false);
    await card.getByRole('button', { name: '收起' }).click();
    await until(() => page.isClosed()).toBe(true);
  });

  it('needs no host that was granted', async () => {
    const page = await openByHand(office, ELSEWHERE);
    const card = page.mainFrame();
    await card.getByLabel('案号').fill('RL-2026-0498');
    await card.getByLabel('证件号码').fill('330899189001010010');
    await card.getByLabel('姓名或名称').fill('张清和');
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await page.close();
  });

  it('offers only steps of the clerk’s own posts', async () => {
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByRole('button', { name: '手工查验' }).click();
    const options = popup.getByLabel('为哪个环节查验').locator('option');
    await until(() => options.allTextContents()).toEqual(['请选择', STEP, ELSEWHERE]);
    expect(await popup.getByLabel('为哪个环节查验').evaluate((select) => select === document.activeElement)).toBe(true);
    await popup.close();
  });
});

describe.each(LANGUAGES)('$name', PATIENCE, (look) => {
  it('is drawn, and axe finds nothing', async () => {
    const { keep, faults } = await openAlbum(look.name);
    const office = await openOffice({ ...look });
    try {
      await signIn(office);
      const page = await openByHand(office, /考察|Inspection/);
      await keep(page, 'manual', page.mainFrame());
      await page.setViewportSize({ width: 360, height: 640 });
      await keep(page, 'manual-narrow', page.mainFrame());
      expect(faults).toEqual([]);
    } finally {
      await office.close();
    }
  });
});
