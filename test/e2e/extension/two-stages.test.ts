/** An action on the row, then a confirm box in `body` that names nobody: whom the action was about counts. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cardOf, decidedBy, passed, press, read, said, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

const confirm = { container: { css: '.ant-modal-confirm' }, locate: [{ button: '确定' }] };

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice({
    bindings: ({ origin }) => [
      hiringBinding(origin, {
        page: '^/two-stages\\.html',
        container: { css: '#rows tr' },
        subject: { kind: 'detect', number: [{ column: '证件号码' }], name: [{ column: '姓名' }], visible: 'required' },
        case: { key: [{ column: '业务流水号' }] },
        controls: [{ id: 'hire', locate: [{ button: '通过' }], effect: 'favourable', acts: 'opens', confirm }],
        requests: [{ method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' }],
      }),
    ],
  });
  await signIn(office);
});
beforeEach(async () => {
  page = await office.context.newPage();
  await page.goto(`${office.host.origin}/two-stages.html`);
  await page.waitForSelector('.approve');
  await until(() => said(page)).toContain('本环节须先查验');
});
afterEach(async () => {
  await page.close();
  office.host.sent.length = 0;
  office.gateway.received.length = 0;
});
afterAll(() => office.close());

type Host = { people: { id: string; name: string }[]; draw(people: unknown[]): void; confirmFor(id: string): void };
const act = async (id: string) => {
  await page.click(`#row-${id} .approve`);
  await page.waitForSelector('#ok');
};
const held = async () => {
  await page.click('#ok');
  await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.style.zIndex === '2147483647');
  await read(page);
};
const checks = () => office.gateway.of('check').map(({ body }) => (body.case as { key: string }).key);

describe('a decision in two stages', () => {
  it('opens its box unhindered, and is held, checked and decided there', async () => {
    await act('412');
    await held();
    expect(passed(office)).toEqual([]);
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toEqual(['412']);
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await until(() => decidedBy(page)).toEqual([['412', 200]]);
  });

  it('is about whom the last action was about', async () => {
    await act('412');
    await page.click('#cancel');
    await act('414');
    await held();
    await page.keyboard.press('Enter');
    await (await cardOf(page)).getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toEqual(['414']);
  });

  it('is about the person of its action where the row has gone since', async () => {
    await act('417');
    await page.evaluate(() => {
      const { people, draw } = globalThis as unknown as Host;
      draw(people.filter(({ id }) => id !== '417'));
    });
    await held();
    await page.keyboard.press('Enter');
    await until(checks).toEqual(['417']);
  });

  it('about a row that shows somebody else by now is held, and nobody is looked up', async () => {
    await act('415');
    await page.evaluate(() => {
      const [, name] = document.querySelectorAll('#row-415 td');
      if (name) name.textContent = '周知远';
    });
    await held();
    expect(await said(page)).toContain('页面上的人或案号已变');
    expect(checks()).toEqual([]);
    expect(await decidedBy(page)).toEqual([]);
  });

  it('in a box that opened by itself is nobody’s: the network holds it', async () => {
    await act('412');
    await page.click('#cancel');
    await page.evaluate(() => (globalThis as unknown as Host).confirmFor('416'));
    await page.click('#ok');
    await until(() => decidedBy(page)).toEqual([['416', 'blocked']]);
    await until(() => said(page)).toContain('的请求没有发出');
    expect(checks()).toEqual([]);
  });
});
