import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidedBy, passed, press, pressAndCheck, read, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());

const HELD_BACK = '“录用”的请求没有发出';
/** The browser's accessibility tree sees into closed roots, as a screen reader does. */
async function saidIn(page: Page) {
  const session = await page.context().newCDPSession(page);
  return async () =>
    (await session.send('Accessibility.getFullAXTree')).nodes.map(({ name }) => name?.value as string).join();
}

const URL_OF = '/api/candidates/412/hire';

describe('without a decision', () => {
  it.each([
    ['where the clerk pressed something', 0, HELD_BACK],
    // Longer than a press counts as one: nobody’s keys are taken by what the page does by itself.
    ['in the banner where nobody did', 5500, '刚才的请求没有发出'],
  ])('a request held back by the network is explained %s', async (_, later, words) => {
    const page = await openCase(office, '412');
    await read(page);
    await page.evaluate(
      ([url, wait]) =>
        void setTimeout(() => fetch(url as string, { method: 'POST' }).catch(() => null), wait as number),
      [URL_OF, later],
    );
    await until(await saidIn(page)).toContain(words);
    await page.close();
  });

  it('a request held back before the script knew what is bound is explained too', async () => {
    const worker = await office.worker();
    const busy = worker.evaluate(() => {
      const until = Date.now() + 2000;
      while (Date.now() < until);
    });
    const page = await openCase(office, '412');
    await page.click('#hire');
    await until(() => decidedBy(page)).toEqual([['hire', '412', 'blocked']]);
    await busy;
    await until(await saidIn(page)).toContain(HELD_BACK);
    await page.close();
  });

  it('other requests of the same system pass as ever', async () => {
    const page = await openCase(office, '412');
    await page.evaluate(() => fetch('/api/candidates/412/note', { method: 'POST' }));
    await page.evaluate(() => fetch('/api/candidates/412/hire'));
    expect(passed(office)).toEqual(['/api/candidates/412/note bare', '/api/candidates/412/hire bare']);
    office.host.sent.length = 0;
    await page.close();
  });
});

describe('with a decision', () => {
  it('one request of one tab passes, for this case alone, and then none', async () => {
    const page = await openCase(office, '412');
    const second = await openCase(office, '412');
    await page.bringToFront();
    const card = await pressAndCheck(page, '#hire');
    await read(page);
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    // As soon as the release stands, everything else is tried beside it.
    const other = second.evaluate(async (url) => {
      for (let n = 0; n < 150; n++) {
        await fetch(url, { method: 'POST' }).catch(() => null);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }, URL_OF);
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await page.waitForTimeout(300);
    await page.evaluate((url) => fetch(url, { method: 'POST' }).catch(() => null), URL_OF);
    await page.evaluate((url) => fetch(url.replace('412', '413'), { method: 'POST' }).catch(() => null), URL_OF);
    await other;
    expect(passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await page.close();
    await second.close();
  });
});

describe('a link that runs a script of the page', () => {
  it('is pressed once more by the clerk, and passes with its receipt', async () => {
    office.host.sent.length = 0;
    const page = await openCase(office, '417');
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { id: 'hire', textContent: '录 用' });
      link.href = "javascript:void decide('hire')";
      document.querySelector('#hire')?.replaceWith(link);
    });
    const card = await pressAndCheck(page, '#hire');
    await press(card, /保存决定/);
    await until(await saidIn(page)).toContain('在页面上再按一次“录用”');
    expect(office.host.sent).toEqual([]);
    // A page that presses for the clerk gets nothing out of it.
    await page.evaluate(() => document.querySelector<HTMLElement>('#hire')?.click());
    await page.click('#hire');
    await until(() => passed(office)).toEqual(['/api/candidates/417/hire receipt']);
    await until(() => decidedBy(page)).toEqual([['hire', '417', 200]]);
    office.host.sent.length = 0;
    await page.close();
  });
});

describe('what we draw in a page', () => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
  const isOpen = (page: Page) => page.evaluate(() => document.getElementById('mask')?.classList.contains('open'));
  /** The browser's accessibility tree sees into closed roots, as a screen reader does. */
  const tree = async (page: Page) => (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');

  it('goes back to the form by Esc, and the host’s dialog does not close on it', async () => {
    const page = await openCase(office, '414');
    await page.click('#hire');
    await read(page);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
    expect(await focused(page)).toBe('hire');
    expect(await isOpen(page)).toBe(true);
    expect(page.frames()).toHaveLength(1);
    await page.close();
  });

  it('stays away once it was put away, whatever moves in the page', async () => {
    const page = await openCase(office, '414');
    await read(page);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const close = nodes.find(({ role, name }) => role?.value === 'button' && /提示/.test(String(name?.value)));
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId: close?.backendDOMNodeId as number });
    const [x, y] = model.border as [number, number];
    await page.mouse.click(x + 4, y + 4);
    await page.evaluate(() => document.getElementById('mask')?.classList.add('moved'));
    await page.waitForTimeout(400);
    const said = (await tree(page)).nodes.map(({ name }) => String(name?.value)).join();
    expect(said).not.toContain('本环节须先查验');
    await page.close();
  });

  it('can be used in a host whose dialog is the browser’s own modal one', async () => {
    const page = await openCase(office, '414');
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.append(document.querySelector('.el-dialog') as Element);
      document.body.append(dialog);
      dialog.showModal();
    });
    await page.waitForTimeout(300);
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('button', { name: /保存决定/ }).waitFor();
    await read(page);
    await card.getByLabel('理由').fill('材料已核。');
    expect(await card.getByLabel('理由').inputValue()).toBe('材料已核。');
    await page.close();
  });
});

describe('attacks on what we draw', () => {
  it('a page that presses for the clerk opens nothing', async () => {
    const page = await openCase(office, '415');
    await page.click('#hire');
    await read(page);
    await page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement;
      for (const type of ['click', 'pointerdown', 'mousedown', 'mouseup'])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
    });
    await page.waitForTimeout(300);
    expect(page.frames()).toHaveLength(1);
    await page.close();
  });

  it('a page that lies over the card, or fades it, gets no decision out of a press', async () => {
    const page = await openCase(office, '415');
    const card = await pressAndCheck(page, '#hire');
    const save = card.getByRole('button', { name: /保存决定/ });
    await save.waitFor();
    await page.evaluate(() => {
      (document.documentElement.lastElementChild as HTMLElement).style.opacity = '0.01';
    });
    await page.waitForTimeout(600);
    await save.click();
    await page.waitForTimeout(500);
    expect(office.gateway.of('decide').filter(({ body }) => JSON.stringify(body).includes('415'))).toEqual([]);
    expect(passed(office).some((line) => line.includes('/415/'))).toBe(false);
    await card.getByText('有内容遮住了卡片').waitFor();
    await page.close();
  });

  it('a page that frames the card’s address by itself gets an empty one', async () => {
    const page = await openCase(office, '415');
    const frame = await page.evaluate(
      (id) =>
        new Promise<string>((resolve) => {
          const made = document.createElement('iframe');
          made.onload = () => resolve('loaded');
          made.src = `chrome-extension://${id}/card.html#8cf35375-b8e8-424b-acc6-f60bb13af29c`;
          document.body.append(made);
          setTimeout(() => resolve('nothing'), 1500);
        }),
      office.id,
    );
    expect(['loaded', 'nothing']).toContain(frame);
    // The browser itself shows that it refused; nothing of ours runs there.
    const framed = page.frames().filter((one) => one !== page.mainFrame());
    expect(await Promise.all(framed.map((one) => one.locator('main').count()))).toEqual(framed.map(() => 0));
    await page.close();
  });
});
