/** One button whose meaning is chosen beside it, and a name in two fields. */
import type { Binding } from '@duecheck/core/binding';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bannerOf, cardOf, passed, press, prompted, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

const FIELD = [{ label: '复审结论' }];
const binding = (origin: string, more: Partial<Binding> = {}): Binding =>
  hiringBinding(origin, {
    id: 'hiring-review',
    page: '^/choice\\.html$',
    container: { css: 'form', title: '资格复审' },
    subject: {
      kind: 'detect',
      number: [{ label: '证件号码' }],
      name: { parts: [[{ label: '姓' }], [{ label: '名' }]] },
      visible: 'required',
    },
    case: { key: [{ label: '业务流水号' }] },
    controls: [
      {
        id: 'hire',
        locate: [{ button: '提交' }],
        effect: 'favourable',
        acts: 'sends',
        when: { field: FIELD, is: ['录用'] },
      },
      {
        id: 'refuse',
        locate: [{ button: '提交' }],
        effect: 'adverse',
        acts: 'sends',
        when: { field: FIELD, is: ['不予录用'] },
      },
    ],
    requests: [{ method: 'POST', path: '^/api/reviews/([0-9]+)$', effect: 'chosen', case: 'path' }],
    ...more,
  });

const RADIOS: Partial<Binding> = {
  id: 'hiring-review-by-radio',
  page: '^/choice\\.html\\?id=413$',
  controls: [
    {
      id: 'hire',
      locate: [{ button: '提交' }],
      effect: 'favourable',
      acts: 'sends',
      when: { field: [{ label: '送达方式' }], is: ['自取'] },
    },
  ],
  requests: [],
  enforcement: 'ui-only',
};

let office: Office;
beforeAll(async () => {
  office = await openOffice({ bindings: ({ origin }) => [binding(origin), binding(origin, RADIOS)] });
  await signIn(office);
});
afterAll(() => office.close());
beforeEach(() => {
  office.host.sent.length = 0;
});

async function open(query = ''): Promise<Page> {
  const page = await office.context.newPage();
  await page.goto(`${office.host.origin}/choice.html${query}`);
  await bannerOf(page);
  return page;
}
const submit = async (page: Page) => {
  await page.click('#submit');
  await prompted(page);
};
const sent = (page: Page) => page.evaluate(() => (globalThis as unknown as { decided: unknown[] }).decided);

describe('a button that a choice makes a decision', () => {
  it('is held as the first where the choice cannot be read, and somebody hears of it', async () => {
    const page = await open();
    await page.evaluate(() => document.querySelector('#conclusion')?.closest('p')?.remove());
    await page.evaluate(() => {
      document
        .querySelector('form')
        ?.insertAdjacentHTML('beforeend', '<input id="conclusion" type="hidden" value="1">');
    });
    await submit(page);
    expect(await sent(page)).toEqual([]);
    await until(() => office.gateway.of('reportStale').map(({ body }) => body.parts)).toEqual([['choice']]);
  });

  it('is held, checked, decided, and carries the receipt of what was chosen', async () => {
    const page = await open();
    await page.selectOption('#conclusion', '录用');
    await submit(page);
    expect(await sent(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/reviews/412 receipt']);
    await until(() => sent(page)).toEqual([['1', 200]]);
    expect(office.gateway.of('check').map(({ body }) => (body.subject as { name: string }).name)).toEqual(['张清和']);
    expect(office.gateway.of('decide').map(({ body }) => body.effect)).toEqual(['favourable']);
  });

  it('is another decision once the choice is another: what is in hand does not go', async () => {
    const page = await open();
    await page.selectOption('#conclusion', '录用');
    await submit(page);
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    // The host's own script chooses anew, without an event.
    await page.evaluate(() => {
      (document.querySelector('#conclusion') as HTMLSelectElement).value = '0';
    });
    await press(card, /保存决定/);
    await page.waitForTimeout(800);
    expect(passed(office)).toEqual([]);
    expect(await sent(page)).toEqual([]);
    await page.close();
  });

  it('lets go what decides nothing', async () => {
    const page = await open();
    await page.selectOption('#conclusion', '暂存');
    await page.click('#submit');
    await until(() => sent(page)).toEqual([['9', 200]]);
    expect(passed(office)).toEqual(['/api/reviews/412/draft bare']);
  });

  it('may be a radio, with or without a name', async () => {
    const page = await open('?id=413');
    await page.selectOption('#conclusion', '暂存');
    await page.click('#submit');
    await until(() => sent(page)).toEqual([['9', 200]]);
    await page.evaluate(() => {
      const [post, own] = document.querySelectorAll<HTMLInputElement>('[type=radio]');
      Object.assign(post as object, { checked: false });
      Object.assign(own as object, { checked: true });
    });
    await submit(page);
    expect(await sent(page)).toHaveLength(1);
  });
});
