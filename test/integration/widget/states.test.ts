/** The playground's nine states, each walked to its end, and what a page hears of each. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bank, openBank } from './bank.ts';
import { DRIVERS, type Driver, isHere, press, type Tab, textOf } from './drivers.ts';

const WAIT = { timeout: 20_000, interval: 100 };

let bank: Bank;
beforeAll(async () => {
  bank = await openBank();
});
afterAll(() => bank?.close());

describe.each(Object.entries(DRIVERS))('in %s', (name, launch) => {
  const test = it.skipIf(!isHere(name));
  let driver: Driver;
  let tab: Tab;
  beforeAll(async () => {
    if (!isHere(name)) return;
    driver = await launch();
    tab = await driver.open();
    await tab.goto(`${bank.url}/playground`);
    await vi.waitUntil(async () => (await eventsOf('error')).length > 0, WAIT);
  });
  afterAll(() => driver?.close());

  const place = (state: string) => `document.querySelector('article[data-state="${state}"]')`;
  const eventsOf = (state: string) =>
    tab.evaluate<string[]>(`[...${place(state)}.querySelectorAll('.events li')].map((line) => line.textContent)`);
  /** In the order of the page. */
  const frameOf = async (state: string) => {
    const session = await tab.evaluate<string>(`${place(state)}.querySelector('credit-check').getAttribute('session')`);
    for (const frame of tab.frames())
      if ((await frame.evaluate<string>('location.pathname')).endsWith(session)) return frame;
    throw new Error(`no frame of ${state}`);
  };
  const heard = (state: string, events: string[]) =>
    vi
      .waitUntil(async () => JSON.stringify(await eventsOf(state)) === JSON.stringify(events), WAIT)
      .catch(async () => {
        expect(await eventsOf(state)).toEqual(events);
      });
  const shows = (in_: Tab, words: string) =>
    vi.waitUntil(async () => (await textOf(in_).catch(() => '')).includes(words), WAIT);
  async function walk(state: string, result: string): Promise<Tab> {
    const frame = await frameOf(state);
    const window = await driver.opened(() => press(frame, '去出示'));
    await shows(window, '这是测试请求');
    await press(window, '继续（测试，不登录）');
    await shows(window, '是否同意查询');
    await press(window, '同意，查询一次');
    await shows(window, result);
    return window;
  }
  const redeemed = (state: string) => tab.evaluate(`${place(state)}.querySelector('[data-act=redeem]').click()`);

  test.each(['offer', 'slow'])('%s: something is handed over, and redeemed once', async (state) => {
    const window = await walk(state, '这是查到的良好记录');
    await press(window, '交给示例银行');
    await shows(window, '已经交出');
    await heard(state, ['cc:ready', 'cc:complete']);
    await redeemed(state);
    await heard(state, [
      'cc:ready',
      'cc:complete',
      '{"categories":["positive-record"],"benefits":["favourable-terms"]}',
    ]);
    await window.close();
  });

  test('already-used: the receipt is somebody’s already', async () => {
    const window = await walk('already-used', '这是查到的良好记录');
    await press(window, '交给示例银行');
    await heard('already-used', ['cc:ready', 'cc:complete']);
    await redeemed('already-used');
    await heard('already-used', ['cc:ready', 'cc:complete', '{"valid":false,"code":"already-used"}']);
    await window.close();
  });

  test('clear, findings, unknown: nothing is handed over, and the page cannot tell which', async () => {
    const windows = [
      await walk('clear', '没有可以出示的记录'),
      await walk('findings', '没有可以出示的记录'),
      await walk('unknown', '现在查不全'),
    ];
    for (const window of windows) await window.close();
    for (const state of ['clear', 'findings', 'unknown']) await heard(state, ['cc:ready', 'cc:closed']);
  });

  test('closed and expired are said at once; a gateway that fails, with the id of its log line', async () => {
    await heard('closed', ['cc:ready', 'cc:closed']);
    await heard('expired', ['cc:ready', 'cc:error session-expired ']);
    const [ready, error] = await eventsOf('error');
    expect(ready).toBe('cc:ready');
    expect(error).toMatch(/^cc:error gateway-failed [0-9a-f-]{36}$/);
    expect(await textOf(await frameOf('error'))).toContain('不出示也可以照常继续');
  });

  test('nobody was looked up in any of it', async () => {
    const types = await bank.city.gateway.world.db
      .selectFrom('register_entry')
      .select('type')
      .distinct()
      .where('organisation', '=', 'qz-bank-test')
      .execute();
    expect(types.map(({ type }) => type)).toEqual(['handover.tested']);
  });
});
