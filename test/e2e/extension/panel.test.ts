/** The side panel: the case of the tab, looked back on only when the clerk asks, and what waits for the clerk. */
import type { CaseAct } from '@duecheck/core/contract';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, until } from './support/clerk.ts';
import { id } from './support/id.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';
import { LANGUAGES, openAlbum, PATIENCE } from './support/shots.ts';

const at = (minute: number) => `2026-11-24T01:${String(minute).padStart(2, '0')}:00.000Z`;
const ACTS: CaseAct[] = [
  {
    kind: 'decision',
    at: at(44),
    by: 'caller',
    entry: id('ent'),
    decisionId: id('dec'),
    step: 'notified',
    effect: 'adverse',
    heardUntil: '2026-11-27',
    receipt: 'checked',
  },
  {
    kind: 'check',
    at: at(42),
    by: 'colleague',
    entry: id('ent'),
    checkId: id('chk'),
    outcome: 'findings',
    refusal: null,
  },
  {
    kind: 'check',
    at: at(41),
    by: 'caller',
    entry: id('ent'),
    checkId: id('chk'),
    outcome: 'refused',
    refusal: 'identity-mismatch',
  },
  { kind: 'check', at: at(2), by: 'caller', entry: id('ent'), checkId: id('chk'), outcome: 'withheld', refusal: null },
];
const decision = {
  decisionId: id('dec'),
  decisionPoint: 'civil-service-hiring',
  caseLabel: 'RL-2026-0413',
  effect: 'adverse',
  state: 'notified',
  heardUntil: '2026-11-27',
  decidedAt: at(44),
  receipt: null,
} as const;
const DECISIONS = [
  decision,
  {
    ...decision,
    decisionId: id('dec'),
    caseLabel: 'RL-2026-0412',
    effect: 'favourable',
    state: 'effective',
    heardUntil: null,
    receipt: { state: 'checked', use: 'used', expiresAt: at(59) },
  } as const,
];

async function openPanel(office: Office): Promise<Page> {
  const panel = await office.context.newPage();
  await panel.goto(`chrome-extension://${office.id}/sidepanel.html`);
  await panel.locator('footer').waitFor();
  return panel;
}

/** The host's dialog shows this candidate's case key. */
const CASE = '412';

describe('the side panel', () => {
  let office: Office;
  let page: Page;
  let panel: Page;
  beforeAll(async () => {
    office = await openOffice();
    await signIn(office);
    office.gateway.cases.script.acts.set(CASE, ACTS);
    office.gateway.cases.script.decisions = DECISIONS as never;
    page = await openCase(office, CASE);
    panel = await openPanel(office);
  });
  afterEach(() => {
    office.gateway.received.length = 0;
  });
  afterAll(() => office.close());

  const look = () => panel.getByRole('button', { name: /查看本案经过|再看一次/ });

  it('names step and case of the tab, and looks nobody up by being opened', async () => {
    await panel.getByText('本环节须先查验').waitFor();
    await panel.getByText('考察录用审核').waitFor();
    expect(office.gateway.of('caseHistory')).toEqual([]);
    expect(office.gateway.of('check')).toEqual([]);
  });

  it('reads what was done when it is pressed for, and once for each press', async () => {
    await look().click();
    await panel.getByText('已告知，听取意见至 2026年11月27日').waitFor();
    await panel.getByText('查验未进行：姓名与号码不一致').waitFor();
    await panel.getByText('查验：结果不再提供').waitFor();
    expect(office.gateway.of('caseHistory').map(({ body }) => body)).toEqual([
      { decisionPoint: 'civil-service-hiring', origin: office.host.origin, case: { key: CASE, part: '1' } },
    ]);
  });

  it('told to look again, marks what was read as old, and does not look by itself', async () => {
    await until(() => office.gateway.cases.script.followed).toBeGreaterThan(0);
    office.gateway.cases.tell('case');
    await panel.getByText('这一案有变化，下面是之前的').waitFor();
    expect(office.gateway.of('caseHistory')).toEqual([]);
    // What is no lookup is fetched at once.
    await until(() => office.gateway.of('decisions').length).toBeGreaterThan(0);
    await look().click();
    await until(() => office.gateway.of('caseHistory').length).toBe(1);
    await panel.getByText('查验：结果不再提供').waitFor();
    expect(await panel.getByText('这一案有变化').count()).toBe(0);
  });

  it('lists whom the clerk has to hear, and what became of the receipts', async () => {
    await panel.getByText('等待听取意见 1 件').waitFor();
    await panel.getByText('听取意见至 2026年11月27日', { exact: true }).waitFor();
    await panel.getByText(/予以通过 · .* · 回执已使用/).waitFor();
  });

  it('opens the card beside the form', async () => {
    await panel.getByRole('button', { name: '查验', exact: true }).click();
    const card = await cardOf(page);
    await card.locator('h2').first().waitFor();
    await card.getByRole('button', { name: '收起' }).click();
  });

  it('comes back to the stream after the gateway was away, and looks once for what it missed', async () => {
    await until(() => office.gateway.cases.script.followed).toBeGreaterThan(0);
    const before = office.gateway.cases.script.followed;
    office.gateway.cases.cut();
    await until(() => office.gateway.cases.script.followed).toBeGreaterThan(before);
    await panel.getByText('这一案有变化').waitFor();
    expect(office.gateway.of('caseHistory')).toEqual([]);
  });

  it('says that the tab shows another case, and forgets what was read of the first', async () => {
    await page.evaluate(() => {
      const scope = globalThis as unknown as { people: { id: string }[]; show(person: unknown): void };
      scope.show(scope.people.find((person) => person.id === '413'));
    });
    await panel.getByText('查验：结果不再提供').waitFor({ state: 'detached' });
    await look().click();
    await panel.getByText('还没有做过什么').waitFor();
    expect(office.gateway.of('caseHistory').map(({ body }) => (body.case as { key: string }).key)).toEqual(['413']);
  });

  it('shows no case once the form, or its tab, is gone', async () => {
    await page.close();
    await panel.getByText('当前标签页没有打开已绑定的表单').waitFor();
  });

  it('is used by keyboard alone', async () => {
    const again = await openCase(office, CASE);
    await panel.bringToFront();
    await panel.getByRole('button', { name: '查看本案经过' }).waitFor();
    await panel.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const focused = () => panel.evaluate(() => document.activeElement?.textContent);
    for (let tab = 0; tab < 12 && (await focused()) !== '查看本案经过'; tab++) await panel.keyboard.press('Tab');
    await panel.keyboard.press('Enter');
    await panel.getByText('查验：结果不再提供').waitFor();
    await again.close();
  });

  it('hands no token to a page of ours that is not the panel', async () => {
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const answer = await popup.evaluate(() =>
      chrome.runtime
        .sendMessage({
          type: 'panel.door',
          at: { tabId: 1, frameId: 0, binding: 'hiring-inspection', case: { key: '412', part: '1' } },
          refused: null,
        })
        .catch(() => 'nobody'),
    );
    expect([undefined, null, 'nobody']).toContain(answer);
    await popup.close();
  });

  it('shows nothing of what was read once the clerk has signed out, in whatever page', async () => {
    await openCase(office, CASE);
    await panel.getByRole('button', { name: /查看本案经过|再看一次/ }).click();
    await panel.getByText('查验：结果不再提供').waitFor();
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByRole('button', { name: '退出' }).click();
    await panel.getByText('查验：结果不再提供').waitFor({ state: 'detached' });
    await panel.getByText('我的决定与回执').waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: '查看本案经过' }).waitFor({ state: 'detached' });
  });
});

describe('while no panel is open', () => {
  it('an alarm looks, and the toolbar button says how much waits; signed out it says nothing', async () => {
    const office = await openOffice();
    try {
      await signIn(office);
      const { script } = office.gateway.cases;
      script.decisions = [
        { ...decision, state: 'lapsed', decisionId: id('dec') },
        { ...decision, state: 'heard', decisionId: id('dec') },
        // Its period still runs: nothing is to be done.
        { ...decision, state: 'notified', decisionId: id('dec') },
      ];
      const worker = await office.worker();
      const badge = () => worker.evaluate(() => chrome.action.getBadgeText({}));
      const ring = () =>
        worker.evaluate(() => {
          const event = chrome.alarms.onAlarm as unknown as { dispatch(alarm: object): void };
          event.dispatch({ name: 'desk' });
        });
      await ring();
      await until(badge).toBe('2');
      expect(office.gateway.of('caseHistory')).toEqual([]);
      // An outage ends nothing that waits.
      office.gateway.script.down = true;
      await ring();
      await until(() => office.gateway.script.broken).toBeGreaterThanOrEqual(3);
      expect(await badge()).toBe('2');
      office.gateway.script.down = false;
      script.decisions = [];
      await ring();
      await until(badge).toBe('');
    } finally {
      await office.close();
    }
  });
});

describe.concurrent.each(LANGUAGES)('$name', PATIENCE, (look) => {
  it('is drawn in every state, and axe finds nothing', async ({ expect: hold }) => {
    const { keep, faults } = await openAlbum(look.name);
    const office = await openOffice({ ...look });
    try {
      const alone = await openPanel(office);
      await alone.setViewportSize({ width: 360, height: 760 });
      await keep(alone, 'panel-signed-out', alone.mainFrame());
      await alone.close();
      await signIn(office);
      office.gateway.cases.script.acts.set(CASE, ACTS);
      office.gateway.cases.script.decisions = DECISIONS as never;
      await openCase(office, CASE);
      const panel = await openPanel(office);
      await panel.setViewportSize({ width: 360, height: 1100 });
      await panel.getByRole('button', { name: /查看本案经过|Show what was done/ }).click();
      await panel.locator('.history').waitFor();
      while (office.gateway.cases.script.followed === 0) await panel.waitForTimeout(50);
      office.gateway.cases.tell('case');
      await panel.getByText(/这一案有变化|This case has changed/).waitFor();
      await keep(panel, 'panel', panel.mainFrame());
      await panel.setViewportSize({ width: 900, height: 1100 });
      await keep(panel, 'panel-wide', panel.mainFrame());
      hold(faults).toEqual([]);
    } finally {
      await office.close();
    }
  });
});
