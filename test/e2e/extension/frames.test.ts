/** Person and button in different frames: what stands around the one with the button is read, and our words can be used. */
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, passed, press, read, said, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice({
    bindings: ({ origin }) => [
      hiringBinding(origin, {
        page: '^/status\\.html',
        container: { css: '#status' },
        about: { css: '^ .tab, frame[name=main] >>> .person' },
        controls: [{ id: 'hire', locate: [{ button: '通过' }], effect: 'favourable', acts: 'sends' }],
        requests: [{ method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' }],
      }),
      hiringBinding(origin, {
        id: 'drawer',
        page: '^/shell\\.html',
        container: { css: '.drawer' },
        subject: {
          kind: 'detect',
          number: [{ css: 'iframe >>> #number' }],
          name: [{ css: 'iframe >>> #name' }],
          visible: 'required',
        },
        case: { key: [{ css: 'iframe >>> #key' }] },
      }),
    ],
  });
  await signIn(office);
});
afterEach(async () => {
  await page.close();
  office.host.sent.length = 0;
  office.gateway.received.length = 0;
});
afterAll(() => office.close());

const open = async (path: string) => {
  page = await office.context.newPage();
  await page.goto(`${office.host.origin}${path}`);
};
const popup = async (): Promise<Frame> => {
  await until(() => page.frames().some((frame) => frame.url().includes('/status.html'))).toBe(true);
  const frame = page.frames().find((one) => one.url().includes('/status.html')) as Frame;
  await frame.waitForSelector('html > div[lang]', { state: 'attached' });
  return frame;
};
const held = async (frame: Frame) => {
  await frame.click('#pass');
  await frame.waitForFunction(() => (document.activeElement as HTMLElement | null)?.style.zIndex === '2147483647');
  await read(page);
};
const checks = () => office.gateway.of('check').map(({ body }) => (body.case as { key: string }).key);

describe('a popup that names nobody, in a frame of the page that does', () => {
  it('is held, checked about the person of the tab that is seen, and decided', async () => {
    await open('/around.html');
    await page.evaluate(() => (globalThis as unknown as { openPopup(): void }).openPopup());
    await held(await popup());
    expect(passed(office)).toEqual([]);
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toEqual(['412']);
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    // It has loaded itself again, and is gated as before.
    await (await popup()).waitForSelector('text=已审批');
    await page.evaluate(() => (globalThis as unknown as { showTab(name: string): void }).showTab('tab1'));
    await held(await popup());
    expect(passed(office)).toHaveLength(1);
  });

  it('is about the other tab once that is shown', async () => {
    await open('/around.html');
    await page.evaluate(() => {
      const scope = globalThis as unknown as { openPopup(): void; showTab(name: string): void };
      scope.openPopup();
      scope.showTab('tab1');
    });
    await held(await popup());
    await page.keyboard.press('Enter');
    await until(checks).toEqual(['413']);
  });
});

describe('a frameset', () => {
  it('whose bar decides about the person in its main frame is held and checked', async () => {
    await open('/frameset.html');
    await held(await popup());
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toEqual(['414']);
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/414/hire receipt']);
  });
});

describe('a drawer as high as the window, with its fields in a frame', () => {
  it('keeps its title in sight, and hears F8 from inside the frame', async () => {
    await open('/shell.html');
    await until(() => said(page)).toContain('查验 F8');
    const top = await page.evaluate(() => {
      const { x, y, width, height } = (document.querySelector('h2') as Element).getBoundingClientRect();
      return [0.05, 0.5, 0.95].map((part) => document.elementFromPoint(x + width * part, y + height / 2)?.localName);
    });
    expect(top).toEqual(['h2', 'h2', 'h2']);
    // The frame is loaded anew: another window.
    const frame = page.frames().find((one) => one.url().includes('/person.html')) as Frame;
    await frame.goto(`${office.host.origin}/person.html?id=414`);
    await frame.waitForFunction(() => document.getElementById('number')?.textContent !== '');
    await frame.click('#name');
    await page.keyboard.press('F8');
    await until(checks).toEqual(['414']);
  });
});
