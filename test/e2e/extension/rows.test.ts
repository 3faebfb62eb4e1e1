/** A list whose every row is a step of its own: held where it is pressed, and nothing asked or drawn for the others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cardOf, passed, press, prompted, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({
    bindings: ({ origin }) => [
      hiringBinding(origin, {
        page: '^/rows\\.html$',
        container: { css: '#rows > tr' },
        subject: { kind: 'detect', number: [{ column: '身份证号' }], name: [{ column: '姓名' }], visible: 'required' },
        case: { key: [{ column: '报名序号' }] },
        controls: [{ id: 'pass', locate: [{ button: '通过' }], effect: 'favourable', acts: 'sends' }],
        requests: [{ method: 'POST', path: '^/api/rows/([0-9]+)/pass$', effect: 'favourable', case: 'path' }],
      }),
    ],
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
  // Two thousand rows are no two thousand questions: the card asked for its own.
  expect(office.gateway.of('due').length).toBeLessThan(5);
  // The list is sorted: the same row is another person's, whose decision is not in hand.
  await page.evaluate(() => (globalThis as unknown as { fill(by: number): void }).fill(1));
  await row(7).click();
  await prompted(page);
  expect(await decided()).toHaveLength(1);
  expect(passed(office)).toHaveLength(1);
});
