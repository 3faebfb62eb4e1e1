import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read } from './support/clerk.ts';
import { startHost } from './support/host.ts';
import { covered, type Office, openCase, openOffice } from './support/office.ts';
import { PEOPLE } from './support/outcomes.ts';

let office: Office;
let plain: Awaited<ReturnType<typeof startHost>>;
let elsewhere: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  office = await openOffice();
  // The same system on another port of the same host, and on another host: neither is bound.
  plain = await startHost(PEOPLE);
  elsewhere = await startHost(PEOPLE, 'other.localhost');
  await covered(office);
});
afterAll(async () => {
  await office.close();
  await Promise.all([plain.close(), elsewhere.close()]);
});

/** What a host could see of us: its DOM, its globals, its requests. */
async function seen(origin: string) {
  const page = await office.context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url().replace(origin, '')}`));
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => (globalThis as { people?: unknown }).people !== undefined);
  await page.evaluate(() => {
    const scope = globalThis as unknown as { people: unknown[]; show(person: unknown): void };
    scope.show(scope.people[0]);
  });
  await page.waitForTimeout(800);
  const state = await page.evaluate(() => ({
    ours: [...document.documentElement.children].filter((element) => !['HEAD', 'BODY'].includes(element.tagName))
      .length,
    dom: document.head.outerHTML + document.body.outerHTML,
    globals: Object.getOwnPropertyNames(globalThis).sort().join(),
    attributes: document.documentElement.getAttributeNames().join(),
    focused: document.activeElement?.tagName,
    box: JSON.stringify(document.querySelector('.el-dialog')?.getBoundingClientRect()),
  }));
  await page.close();
  return { ...state, requests: requests.filter((line) => !line.includes('chrome-extension:')) };
}

describe('what the host can see', () => {
  it('is equal with and without us, but for our one element', async () => {
    const [bound, unbound] = [await seen(office.host.origin), await seen(plain.origin)];
    expect(bound.ours).toBe(1);
    expect({ ...bound, ours: 0 }).toEqual(unbound);
  });

  it('is nothing on an unbound origin: no script of ours runs there', async () => {
    const worldsOn = async (origin: string) => {
      const page = await office.context.newPage();
      const session = await page.context().newCDPSession(page);
      const worlds: string[] = [];
      session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context.origin));
      await session.send('Runtime.enable');
      await page.goto(`${origin}/`);
      await page.waitForTimeout(400);
      await page.close();
      return worlds.filter((world) => world.startsWith('chrome-extension:'));
    };
    expect(await worldsOn(office.host.origin)).not.toEqual([]);
    for (const origin of [plain.origin, elsewhere.origin]) {
      expect(await worldsOn(origin)).toEqual([]);
      expect((await seen(origin)).ours).toBe(0);
    }
  });

  it('leaves nothing behind when the dialog closes', async () => {
    const page = await openCase(office, '412');
    await read(page);
    await page.click('#close');
    await page.waitForTimeout(400);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
    await page.close();
  });

  it('is a shadow root that the page cannot open', async () => {
    const page = await openCase(office, '412');
    await read(page);
    expect(await page.evaluate(() => document.documentElement.lastElementChild?.shadowRoot)).toBeNull();
    await page.close();
  });
});
