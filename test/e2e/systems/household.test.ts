/**
 * The household registration system as it is (a shell of iframes, dialogs whose buttons lie outside of their fields, forms
 * sent into a hidden frame), with the officer of the household window before it.
 */
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../../demo/identity-provider/sign-in.ts';
import { cardOf, press, read, tick, until } from '../extension/support/clerk.ts';
import { violations } from '../extension/support/shots.ts';
import { enterOn, takeOffer, typeInto } from './support/keys.ts';
import { type Desk, openDesk } from './support/open-desk.ts';

const SIGNED = { name: '授权书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('同意查询。') };

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await openDesk('wugang');
  page = await desk.browser.newPage();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await page.goto(desk.house.systems.household.url);
});

const frame = (name: string) => page.frameLocator(`iframe[name=${name}]`);
const rowOf = (number: string) => frame('tab2').locator('tr', { hasText: number });
const dialog = () => page.locator('.layui-layer-iframe');
const form = () => dialog().frameLocator('iframe');
const button = (words: string) => dialog().locator('.layui-layer-btn a', { hasText: words });

async function open(number: string): Promise<void> {
  await page.getByRole('button', { name: '登 录' }).click();
  await frame('menuFrame').getByRole('link', { name: '落户申请受理' }).click();
  await rowOf(number).getByRole('link').click();
  await form().getByText(number).waitFor();
}

/** Acts, and waits for the answer to the form that follows. @returns what the proxy said of it */
async function decided(verb: 'accept' | 'refuse', act: () => Promise<void>): Promise<string | null> {
  const answer = page.waitForResponse((response) => response.url().includes(`/hj/lh/${verb}.do`));
  await act();
  return (await answer).headers()['x-duecheck-state'] ?? null;
}

async function says(words: string | RegExp): Promise<Frame> {
  const card = await cardOf(page);
  await card.getByRole('heading', { name: words }).first().waitFor();
  return card;
}

describe('with the mouse', () => {
  it('an application is held, checked with the person’s authorisation, and accepted with its receipt', async () => {
    await open('LH-2026-0101');
    await button('受 理').click();
    await takeOffer(page);
    const card = await says('本环节可查验，不强制');
    expect(await violations(card)).toEqual([]);
    await press(card, '登记本人授权');
    await press(card, '全部勾选');
    await tick(card.getByLabel('纸质'));
    await card.getByLabel('签署件').setInputFiles(SIGNED);
    await press(card, /登记并查验/);
    await says(/未发现需处理的记录/);
    await card.getByText('可适用 绿色通道').waitFor();
    expect(await violations(card)).toEqual([]);
    expect(await decided('accept', () => press(card, /保存决定/))).toBe('checked');
    await rowOf('LH-2026-0101').getByText('已受理').waitFor();
  });

  it('a refusal needs no check, and says that it rests on something else than records', async () => {
    await open('LH-2026-0105');
    await button('不予受理').click();
    await takeOffer(page);
    const card = await says('本环节可查验，不强制');
    await press(card, '不查验，说明后继续');
    await press(card, /保存决定/);
    await card.getByText('须确认本决定另有依据').waitFor();
    await tick(card.getByLabel('本决定不以信用记录为依据'));
    await card.getByLabel('理由').fill('本人撤回申请。');
    expect(await decided('refuse', () => press(card, /保存决定/))).toBe('not-checked');
    await rowOf('LH-2026-0105').getByText('不予受理').waitFor();
  });

  it('the badge stands beside the number, though that lies in a frame', async () => {
    await open('LH-2026-0106');
    // The browser's accessibility tree sees into closed roots, as a screen reader does.
    const session = await page.context().newCDPSession(page);
    const badge = async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const found = nodes.find(({ role }) => role?.value === 'status');
      if (!found) return null;
      // The dialog grows while it opens, and the field with it.
      const field = await form().locator('[name=gmsfhm]').boundingBox();
      const { model } = await session.send('DOM.getBoxModel', { backendNodeId: found.backendDOMNodeId as number });
      return Math.round((model.border[0] as number) - (field ? field.x + field.width : 0));
    };
    await until(badge).toBe(8);
  });

  it('the form’s own script sends nothing past the dialog’s buttons', async () => {
    await open('LH-2026-0106');
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/hj/lh/accept.do'));
    await form()
      .locator('body')
      .evaluate(() => (globalThis as unknown as { send(verb: string): void }).send('accept'));
    expect((await failed).failure()?.errorText).toBe('net::ERR_BLOCKED_BY_CLIENT');
  });
});

describe('with the keyboard alone', () => {
  it('an application is found, held, checked and accepted', async () => {
    await authorise('司徒望', '330899189805057041');
    await enterOn(page.getByRole('button', { name: '登 录' }));
    await enterOn(frame('menuFrame').getByRole('link', { name: '落户申请受理' }));
    await typeInto(frame('tab2').locator('[name=number]'), 'LH-2026-0102');
    await page.keyboard.press('Enter');
    await rowOf('LH-2026-0101').waitFor({ state: 'detached' });
    await enterOn(rowOf('LH-2026-0102').getByRole('link'));
    await typeInto(form().locator('textarea'), '材料齐全。');
    await enterOn(button('受 理'));
    await takeOffer(page);
    const card = await says('本环节可查验，不强制');
    await enterOn(card.getByRole('button', { name: '已登记过，直接查验' }));
    await says(/未发现需处理的记录/);
    await card.getByText('可适用 绿色通道').waitFor();
    await read(page);
    expect(await decided('accept', () => page.keyboard.press('Control+Enter'))).toBe('checked');
    await rowOf('LH-2026-0102').getByText('已受理').waitFor();
  });
});

/** As recorded at another window before. */
async function authorise(name: string, number: string): Promise<void> {
  const { house } = desk;
  const { accessToken } = await signIn(house.issuer, 'wugang');
  const { legalToday } = (await (await fetch(`${house.gatewayUrl}/v1/clock`)).json()) as { legalToday: string };
  const answer = await fetch(`${house.gatewayUrl}/v1/authorisations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({
      decisionPoint: 'household-settlement',
      origin: house.systems.household.url,
      subject: { kind: 'resident-id', number, name },
      categories: ['positive-record'],
      from: legalToday,
      until: legalToday,
      uses: 1,
      evidence: { kind: 'paper', digest: '0'.repeat(64), givenOn: legalToday },
    }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}
