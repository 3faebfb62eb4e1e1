/** A loan with an honour to show, and without: as the person sees it, as the bank's page hears it, and as the wire has it. */

import { legalDateOf } from '@duecheck/core/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayFigures } from '../../../demo/people/personas.ts';
import { type Bank, openBank } from './bank.ts';
import { DRIVERS, type Driver, isHere, press, type Tab, textOf } from './drivers.ts';

const WAIT = { timeout: 20_000, interval: 100 };

/** Writes down whatever a document hands to a window or a port, and whatever it is handed. */
const RECORDER = `
window.wire = [];
const write = (way, data) => window.wire.push(way + ' ' + JSON.stringify(data));
for (const [name, of] of [['port', MessagePort.prototype]]) {
  const send = of.postMessage;
  of.postMessage = function (data, ...rest) { write(name, data); return send.call(this, data, ...rest); };
}
addEventListener('message', (event) => write('window', event.data), true);
const own = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  set(hear) { own.set.call(this, (event) => { write('heard', event.data); hear(event); }); },
});
window.violations = [];
addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
window.events = [];
for (const type of ['cc:ready', 'cc:complete', 'cc:closed', 'cc:error'])
  addEventListener(type, (event) => window.events.push(type + ' ' + (event.detail?.code ?? '')));
`;

let bank: Bank;
beforeAll(async () => {
  bank = await openBank();
});
afterAll(() => bank?.close());

describe.each(Object.entries(DRIVERS))('in %s', (name, launch) => {
  const test = it.skipIf(!isHere(name));
  let driver: Driver;
  beforeAll(async () => {
    if (isHere(name)) driver = await launch();
  });
  afterAll(() => driver?.close());

  async function openLoan(customer: string, query = ''): Promise<Tab> {
    const tab = await driver.open(RECORDER);
    await tab.goto(`${bank.url}/?customer=${customer}${query}`);
    await vi.waitUntil(async () => (await eventsOf(tab)).includes('cc:ready '), WAIT);
    return tab;
  }
  const frameOf = (tab: Tab) => tab.frames()[0] as ReturnType<Tab['frames']>[0];
  /** None while the page is on its way. */
  const eventsOf = (tab: Tab) => tab.evaluate<string[]>('window.events ?? []').catch((): string[] => []);
  const wireOf = async (tab: Tab) => [
    ...(await tab.evaluate<string[]>('window.wire')),
    ...(await frameOf(tab).evaluate<string[]>('window.wire')),
  ];
  const openWindow = async (tab: Tab) => {
    const window = await driver.opened(() => press(frameOf(tab), '去出示'));
    await shows(window, '想请你出示良好记录');
    return window;
  };
  const shows = (tab: Tab, words: string) =>
    vi.waitUntil(async () => (await textOf(tab).catch(() => '')).includes(words), WAIT);
  async function signIn(window: Tab, who: string): Promise<void> {
    await press(window, '登录核验身份');
    await shows(window, who);
    await press(window, who);
    await shows(window, '是否同意查询');
  }

  test('an honour is shown first to the person, then handed over, and the bank gives better terms', async () => {
    const tab = await openLoan('sharer');
    const window = await openWindow(tab);
    await signIn(window, '陶听雨');
    await press(window, '同意，查询一次');
    await shows(window, '这是查到的良好记录');
    // The page has heard of none of this.
    expect(await eventsOf(tab)).toEqual(['cc:ready ']);
    await press(window, '交给示例银行');
    await shows(window, '已经交出');
    await vi.waitUntil(async () => (await eventsOf(tab)).includes('cc:complete '), WAIT);
    expect(await textOf(frameOf(tab))).toContain('已经出示');

    const wire = await wireOf(tab);
    const receipt = JSON.parse((wire.find((line) => line.startsWith('heard {"type":"complete"')) as string).slice(6));
    const claims = Buffer.from(receipt.receipt.split('.')[1], 'base64url').toString();
    const { number, name: person } = (
      dayFigures(legalDateOf(new Date().toISOString())).find(({ part }) => part === 'shares a benefit') as ReturnType<
        typeof dayFigures
      >[0]
    ).subject;
    for (const secret of [number, person, 'positive-record', 'favourable-terms', '表彰', '良好'])
      expect([...wire, claims].join('\n')).not.toContain(secret);
    // Each thing that was said, and nothing beside it.
    expect(new Set(wire.map((line) => JSON.parse(line.slice(line.indexOf('{'))).type))).toEqual(
      new Set(['cc:hello', 'cc:port', 'ready', 'complete']),
    );

    // Neither the bank's strict policy with Trusted Types nor the frame's own was broken by anything.
    for (const doc of [tab, frameOf(tab)]) expect(await doc.evaluate<string[]>('window.violations')).toEqual([]);

    await tab.evaluate(`document.querySelector('form').requestSubmit()`);
    await shows(tab, '申请已提交');
    expect(await textOf(tab)).toContain('3.95%');
    await window.close();
    await tab.close();
  });

  test('nothing to show, not agreed, kept, somebody else, gone: the same messages in the same order', async () => {
    const ways: Record<string, (window: Tab) => Promise<unknown>> = {
      declined: (window) => press(window, '不出示，离开').then(() => shows(window, '没有交出任何内容')),
      'only closed': async () => undefined,
      'not agreed': async (window) => {
        await signIn(window, '陶听雨');
        await press(window, '不出示，离开');
        await shows(window, '没有交出任何内容');
      },
      kept: async (window) => {
        await signIn(window, '陶听雨');
        await press(window, '同意，查询一次');
        await shows(window, '这是查到的良好记录');
      },
      'somebody else': async (window) => {
        await signIn(window, '江一鸣');
        await press(window, '同意，查询一次');
        await shows(window, '这次请求不是发给你的');
      },
    };
    const heard: string[] = [];
    // Each takes the seconds that a window may be away; Firefox shows that its own goodbye arrives.
    const tried = Object.entries({ ...ways, 'nothing there': nothing }).slice(name === 'Firefox' ? -2 : 0);
    for (const [way, go] of tried) {
      const tab = await openLoan(way === 'nothing there' ? 'person' : 'sharer');
      const window = await openWindow(tab);
      await go(window);
      expect(await eventsOf(tab), way).toEqual(['cc:ready ']);
      await window.close();
      await vi.waitUntil(async () => (await eventsOf(tab)).includes('cc:closed '), WAIT);
      expect(await textOf(frameOf(tab))).toContain('没有出示');
      heard.push((await wireOf(tab)).join('\n').replace(/"nonce":"[^"]*"/g, ''));
      await tab.close();
    }
    expect(new Set(heard).size).toBe(1);
  }, 120_000);
  async function nothing(window: Tab): Promise<void> {
    await signIn(window, '江一鸣');
    await press(window, '同意，查询一次');
    await shows(window, '没有可以出示的记录');
  }

  test('in the same window, for browsers inside apps: there and back', async () => {
    const tab = await openLoan('sharer', '&narrow=1');
    await press(frameOf(tab), '去出示');
    await shows(tab, '想请你出示良好记录');
    await signIn(tab, '陶听雨');
    await press(tab, '同意，查询一次');
    await shows(tab, '这是查到的良好记录');
    await press(tab, '交给示例银行');
    await shows(tab, '已经交出');
    await press(tab, '返回示例银行');
    await vi.waitUntil(async () => (await eventsOf(tab)).includes('cc:complete '), WAIT);
    await tab.evaluate(`document.querySelector('form').requestSubmit()`);
    await shows(tab, '3.95%');
    await tab.close();
  });
});
