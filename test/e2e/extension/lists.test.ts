import { drawStaged } from '@duecheck/core/binding';
import type { Feed } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidedBy, passed, read, until } from './support/clerk.ts';
import { killWorker } from './support/kill-worker.ts';
import { hiringBinding, makeSigner, signList } from './support/lists.ts';
import { covered, type Office, openCase, openOffice } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await covered(office);
});
afterAll(() => office.close());

const good = () => hiringBinding(office.host.origin);
/** RE2 knows no lookahead. */
const bad = () => {
  const binding = hiringBinding(office.host.origin, { id: 'other' });
  return { ...binding, requests: [{ ...binding.requests[0], path: '^/a/([0-9]+)(?=x)$' }] as typeof binding.requests };
};

const list = (version: string) => ({ format: 'duecheck/bindings/1', version, bindings: [] });

/** What the popup says of the newest list, after the worker has fetched it again. */
async function offered(feed: Feed): Promise<string> {
  office.gateway.script.feeds.bindings = feed;
  const fetched = office.gateway.of('bindingsFeed').length;
  await office.restartBrowser();
  await until(() => office.gateway.of('bindingsFeed').length).toBeGreaterThan(fetched);
  const popup = await office.context.newPage();
  await popup.waitForTimeout(300);
  await popup.goto(`chrome-extension://${office.id}/popup.html`);
  await popup.getByText(/^清单/).waitFor();
  const said = (await popup.locator('main').textContent()) ?? '';
  await popup.close();
  return said;
}

const isHeld = async () => {
  office.host.sent.length = 0;
  const page = await openCase(office, '412');
  await page.evaluate(() => fetch('/api/candidates/412/hire', { method: 'POST' }).catch(() => null));
  await page.close();
  return passed(office).length === 0;
};

describe('a list that takes every binding away', () => {
  it('signed by one of the two: is not taken, and the gate stands', async () => {
    const [one] = office.signers;
    expect(await offered(await signList('bindings', '2', list('2'), [one as never]))).toContain('list-unsigned');
    expect(await isHeld()).toBe(true);
  });

  it('signed by strangers: is not taken', async () => {
    const strangers = [makeSigner('office.example/one'), makeSigner('office.example/two')];
    expect(await offered(await signList('bindings', '2', list('2'), strangers))).toContain('list-unsigned');
    expect(await isHeld()).toBe(true);
  });

  it('with one byte changed after it was signed: is not taken', async () => {
    const good = await office.sign('2', [hiringBinding(office.host.origin)]);
    const altered = { ...good, body: good.body.replace('hold', 'hole') };
    expect(await offered(altered)).toContain('list-altered');
    expect(await isHeld()).toBe(true);
  });

  it('the catalogue’s good note over it: is not taken', async () => {
    expect(await offered(office.gateway.script.feeds.catalogue)).toContain('list-altered');
    expect(await isHeld()).toBe(true);
  });

  it('well signed, but older than the one in use: is not taken', async () => {
    expect(await offered(await office.sign('0', []))).toContain('list-older');
    expect(await isHeld()).toBe(true);
  });

  it('well signed, with an address that is no pattern: is not taken, and every other rule stands', async () => {
    expect(await offered(await office.sign('2', [good(), bad()]))).toContain('list-pattern');
    expect(await isHeld()).toBe(true);
  });

  it('with such an address, kept from before anybody looked: a mended list is still fetched', async () => {
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const kept = { feed: await office.sign('2', [good(), bad()]), etag: null };
    await popup.evaluate((value) => chrome.storage.local.set({ 'list:bindings': value }), kept);
    expect(await offered(await office.sign('2.1', [good()]))).not.toContain('list-pattern');
    expect(await isHeld()).toBe(true);
  });

  it('well signed, with a newer version for some browsers: this one works by what it draws', async () => {
    const whole = good();
    const more = { ...whole.requests[0], path: '^/api/candidates/([0-9]+)/hire-again$' } as (typeof whole.requests)[0];
    const staged = { ...whole, version: 2, rollout: { share: 50 }, requests: [...whole.requests, more] };
    await offered(await office.sign('2.2', [whole, staged]));
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const rules = () => popup.evaluate(async () => (await chrome.declarativeNetRequest.getDynamicRules()).length);
    const drawn = async () => {
      const kept = await popup.evaluate(() => chrome.storage.local.get('installation'));
      return drawStaged([whole, staged], String(kept.installation))[0]?.requests.length;
    };
    await until(async () => (await rules()) === (await drawn())).toBe(true);
    // What it draws by was sent to nobody.
    const { installation } = await popup.evaluate(() => chrome.storage.local.get('installation'));
    expect(JSON.stringify(office.gateway.received)).not.toContain(String(installation));
    await popup.close();
  });

  it('well signed and newer: takes the block away in the same breath', async () => {
    expect(await offered(await office.sign('3', []))).not.toContain('未通过验签');
    await until(async () => isHeld()).toBe(false);
  });

  it('well signed, while a page of its step is open: the page holds nobody any more', async () => {
    await offered(await office.sign('4', [good()]));
    const page = await openCase(office, '412');
    await read(page);
    office.gateway.script.feeds.bindings = await office.sign('5', []);
    await killWorker(office);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const rules = () => popup.evaluate(async () => (await chrome.declarativeNetRequest.getDynamicRules()).length);
    await until(rules).toBe(0);
    await page.bringToFront();
    await page.click('#hire');
    await until(() => decidedBy(page)).toEqual([['hire', '412', 200]]);
    await page.close();
  });
});
