/** A list whose every row is a step of its own: held where it is pressed, and nothing asked or drawn for rows out of sight. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, passed, press, prompted, said, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';
import { LOOKS, openAlbum, PATIENCE } from './support/shots.ts';

const rowsBinding = ({ origin }: { readonly origin: string }) => [
  hiringBinding(origin, {
    page: '^/rows\\.html',
    container: { css: '#rows > tr' },
    subject: { kind: 'detect', number: [{ column: '身份证号' }], name: [{ column: '姓名' }], visible: 'required' },
    case: { key: [{ column: '报名序号' }] },
    controls: [{ id: 'pass', locate: [{ button: '通过' }], effect: 'favourable', acts: 'sends' }],
    requests: [{ method: 'POST', path: '^/api/rows/([0-9]+)/pass$', effect: 'favourable', case: 'path' }],
  }),
];

let office: Office;
beforeAll(async () => {
  office = await openOffice({
    bindings: rowsBinding,
  });
  await signIn(office);
});
afterAll(() => office.close());

it('holds the row that is pressed, checks that person, and lets that request go alone', async () => {
  const page = await office.context.newPage();
  await page.goto(`${office.host.origin}/rows.html`);
  const decided = () => page.evaluate(() => (globalThis as unknown as { decided: unknown[] }).decided);
  const row = (n: number) => page.locator('#rows > tr').nth(n).locator('.pass');
  await row(7).click();
  await prompted(page);
  expect(await decided()).toEqual([]);
  await page.keyboard.press('Enter');
  const card = await cardOf(page);
  await card.getByRole('heading', { name: /未发现/ }).waitFor();
  await press(card, /保存决定/);
  await until(decided).toEqual([['7', 200]]);
  expect(passed(office)).toEqual(['/api/rows/7/pass receipt']);
  expect(office.gateway.of('check').map(({ body }) => body.subject)).toMatchObject([{ name: '周知远' }]);
  // The list is sorted: the same row is another person's, whose decision is not in hand.
  await page.evaluate(() => (globalThis as unknown as { fill(by: number): void }).fill(1));
  await row(7).click();
  await prompted(page);
  expect(await decided()).toHaveLength(1);
  expect(passed(office)).toHaveLength(1);
  await page.close();
});

describe('beside the rows in view', () => {
  const inView = (page: Page) =>
    page.locator('#rows > tr').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight ? [(row as HTMLTableRowElement).cells[0]?.textContent] : [];
      }),
    );
  const askedFor = () =>
    office.gateway.of('due').flatMap(({ body }) => (body.case as { key: string } | undefined)?.key ?? []);
  const marked = async (page: Page) => {
    const words = await said(page);
    return Array.from({ length: 300 }, (_, n) => `${n}`).filter((n) => words.includes(`,${n} 须先查验,`));
  };

  it('is told what is due for them, and for no others', async () => {
    const page = await office.context.newPage();
    office.gateway.received.length = 0;
    await page.goto(`${office.host.origin}/rows.html?rows=300`);
    const first = await inView(page);
    expect(first.length).toBeGreaterThan(10);
    await until(() => marked(page)).toEqual(expect.arrayContaining(first));
    // Who scrolls by asks nothing.
    await page.evaluate(() => {
      for (let top = 0; top < 6000; top += 500) scrollTo(0, top);
    });
    await until(async () => (await marked(page)).some((n) => Number(n) > 100)).toBe(true);
    const last = await inView(page);
    await until(() => marked(page)).toEqual(expect.arrayContaining(last));
    expect(await marked(page)).not.toContain('0');
    // A few hang over the edge.
    expect(new Set(askedFor()).size).toBeLessThan(first.length + last.length + 6);
    expect(office.gateway.of('check')).toEqual([]);
    await page.close();
  });

  it('is asked again for rows that are used for others, and told when a check is done', async () => {
    const page = await office.context.newPage();
    await page.goto(`${office.host.origin}/rows.html?rows=300`);
    await until(() => marked(page)).toContain('3');
    await page.evaluate(() => (globalThis as unknown as { fill(by: number): void }).fill(150));
    await until(() => marked(page)).toContain('153');
    expect(await marked(page)).not.toContain('3');
    office.gateway.script.due = {
      lastCheckAt: new Date().toISOString(),
      freshUntil: new Date(Date.now() + 60_000).toISOString(),
    };
    await page.locator('#rows > tr').nth(5).locator('.pass').click();
    await prompted(page);
    await page.keyboard.press('Enter');
    await (await cardOf(page)).getByRole('heading', { name: /未发现/ }).waitFor();
    await until(() => said(page)).toContain(',155 已查验，仍在有效时间内,');
    office.gateway.script.due = {};
    await page.close();
  });

  it('is silent without a connection, and holds all the same', async () => {
    const page = await office.context.newPage();
    office.gateway.script.down = true;
    await page.goto(`${office.host.origin}/rows.html?rows=300`);
    await page.waitForTimeout(1500);
    expect(await marked(page)).toEqual([]);
    await page.locator('#rows > tr').nth(2).locator('.pass').click();
    await prompted(page);
    office.gateway.script.down = false;
    await page.close();
  });
});

describe.each(LOOKS)('$name', PATIENCE, (look) => {
  it('is drawn, and axe finds nothing', async () => {
    const { keep, faults } = await openAlbum(look.name, look);
    const drawn = await openOffice({ ...look, bindings: rowsBinding });
    await signIn(drawn);
    const page = await drawn.context.newPage();
    await page.goto(`${drawn.host.origin}/rows.html?rows=300`);
    // Room beside the table, as hosts leave it.
    await page.addStyleTag({ content: 'table { margin-left: 12px }' });
    await until(() => said(page)).toMatch(/,3 (须先查验|check due),/);
    await keep(page, 'rows');
    expect(faults).toEqual([]);
    await drawn.close();
  });
});
