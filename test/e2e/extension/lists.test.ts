import type { Feed } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passed, until } from './support/clerk.ts';
import { hiringBinding, makeSigner, signList } from './support/lists.ts';
import { covered, type Office, openCase, openOffice } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await covered(office);
});
afterAll(() => office.close());

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

  it('well signed and newer: takes the block away in the same breath', async () => {
    expect(await offered(await office.sign('3', []))).not.toContain('未通过验签');
    await until(async () => isHeld()).toBe(false);
  });
});
