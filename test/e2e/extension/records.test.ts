/** A page that decides and names nobody: the record page seen before in this tab, or the host's own record, says who it is. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Binding } from '../../../core/binding/index.ts';
import { cardOf, decidedBy, passed, press, prompted, said, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

const PERSON = { number: [{ label: '证件号码' }], name: [{ label: '姓名' }] };
const record = { page: '^/person\\.html\\?', container: { css: '.person' }, key: [{ label: '业务流水号' }] };
const step = (origin: string, id: string, more: Partial<Binding>): Binding =>
  hiringBinding(origin, {
    id,
    page: `^/decide\\.html\\?${id}&id=`,
    container: { css: '.decision' },
    subject: { kind: 'detect', ...PERSON, visible: 'required' },
    case: { key: { url: '[?&]id=([0-9]+)$' } },
    controls: [{ id: 'hire', locate: [{ button: '录用' }], effect: 'favourable', acts: 'sends' }],
    requests: [{ method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' }],
    ...more,
  });

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice({
    bindings: ({ origin }) => [
      step(origin, 'seen', { record }),
      step(origin, 'asked', {
        record: { ...record, page: '^/record\\?id=[0-9]+$', address: '/record?id={key}' },
        requests: [{ method: 'POST', path: '^/api/candidates/([0-9]+)/hire$', effect: 'favourable', case: 'path' }],
      }),
    ],
  });
  await signIn(office);
});
beforeEach(async () => {
  page = await office.context.newPage();
});
afterEach(async () => {
  await page.close();
  office.host.sent.length = 0;
  office.host.records.clear();
  office.host.headers.clear();
  office.gateway.received.length = 0;
});
afterAll(() => office.close());

const decide = async (id: string, how: 'seen' | 'asked' = 'seen') => {
  await page.goto(`${office.host.origin}/decide.html?${how}&id=${id}`);
  await until(() => said(page)).toContain('本环节须先查验');
};
const look = async (id: string) => {
  await page.goto(`${office.host.origin}/person.html?id=${id}`);
  await page.waitForFunction(() => document.getElementById('number')?.textContent !== '');
  // Seen by the script a moment after it is on screen.
  await until(async () => Object.keys(await kept())).toContainEqual(expect.stringContaining(`"${id}"`));
};
const kept = async () =>
  (await office.worker()).evaluate(async () =>
    Object.fromEntries(Object.entries(await chrome.storage.session.get()).filter(([key]) => key.startsWith('seen:'))),
  );
const hold = async () => {
  await page.click('#hire');
  await prompted(page);
};
const checks = () => office.gateway.of('check').map(({ body }) => [body.case, body.subject]);

describe('a page that names nobody', () => {
  it('is about the person of the record page that was seen before in this tab', async () => {
    await look('412');
    await look('414');
    await decide('412');
    await hold();
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toEqual([
      [
        { key: '412', label: '412', part: '1' },
        { kind: 'resident-id', number: '330899189001010010', name: '张清和' },
      ],
    ]);
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await until(() => decidedBy(page)).toEqual([['412', 200]]);
  });

  it('says so where no record was seen, and the clerk fills in who it is', async () => {
    await look('414');
    await decide('412');
    await hold();
    expect(await said(page)).toContain('本页面没有写明是谁');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByText('页面没有写明是谁，请补填').waitFor();
    expect(await card.getByLabel('案号').count()).toBe(0);
    await card.getByLabel('证件号码').fill('330899189001010010');
    await card.getByLabel('姓名或名称').fill('张清和');
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
  });

  it('forgets whom another tab saw, and whom this one saw ten minutes ago', async () => {
    await look('412');
    const other = await office.context.newPage();
    await other.goto(`${office.host.origin}/decide.html?seen&id=412`);
    await until(() => said(other)).toContain('本环节须先查验');
    await other.click('#hire');
    await prompted(other);
    expect(await said(other)).toContain('本页面没有写明是谁');
    await other.close();
    await (await office.worker()).evaluate(async () => {
      for (const [key, value] of Object.entries(await chrome.storage.session.get()))
        if (key.startsWith('seen:'))
          await chrome.storage.session.set({ [key]: { ...(value as object), at: Date.now() - 600_001 } });
    });
    await decide('412');
    await hold();
    expect(await said(page)).toContain('本页面没有写明是谁');
  });

  it('keeps five persons of a tab at most, and none once it is closed', async () => {
    for (const id of ['412', '413', '414', '415', '416', '417']) await look(id);
    await until(async () => Object.keys(await kept()).length).toBe(5);
    expect(Object.keys(await kept()).join()).not.toContain('"412"');
    const tab = await office.context.newPage();
    await page.close();
    await until(async () => Object.keys(await kept()).length).toBe(0);
    page = tab;
  });
});

/** As servers of its age send it. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from(
    [...text].flatMap((one) => (one < '\x80' ? [one.charCodeAt(0)] : [...(codes.get(one) ?? [])])),
  );
}

const html = (name: string, number: string, key = '499') =>
  `<div class="person"><p><span>业务流水号：</span><span>${key}</span></p><p><span>姓名：</span><span>${name}</span></p><p><span>证件号码：</span><span>${number}</span></p></div>`;
const serve = (body: string | Uint8Array, type = 'text/html; charset=utf-8', id = '499') =>
  office.host.records.set(`/record?id=${id}`, () => ({ type, body }));
const askedOf = async (id = '499') => {
  await decide(id, 'asked');
  await hold();
  await page.keyboard.press('Enter');
  await (await cardOf(page)).getByRole('heading', { name: /未发现/ }).waitFor();
  return office.gateway.of('check').map(({ body }) => (body.subject as { name: string }).name);
};

describe('the host’s own record', () => {
  it('says who it is at the moment of decision, and again at the next', async () => {
    // A decision of its own stays in hand.
    serve(html('张清和', '330899189001010010', '500'), undefined, '500');
    expect(await askedOf('500')).toEqual(['张清和']);
    const card = await cardOf(page);
    // Somebody mended the record meanwhile: what was decided on is somebody else.
    serve(html('张清河', '330899189001010010', '500'), undefined, '500');
    await press(card, /保存决定/);
    await prompted(page);
    expect(await said(page)).toContain('页面上的人或案号已变');
    expect(checks().length).toBe(1);
    expect(passed(office)).toEqual([]);
  });

  it.each([
    ['GBK, told by the header', 'text/html; charset=GBK', ''],
    ['GBK, told by the page', 'text/html', '<meta charset="gb2312">'],
  ])('is read in %s', async (_, type, head) => {
    serve(gbk(head + html('张清和', '330899189001010010')), type);
    expect(await askedOf()).toEqual(['张清和']);
  });

  it('is read under a strict policy and Trusted Types', async () => {
    office.host.headers.set(
      'content-security-policy',
      "default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self'; require-trusted-types-for 'script'",
    );
    serve(html('张清和', '330899189001010010'));
    expect(await askedOf()).toEqual(['张清和']);
  });

  it.each([
    ['of another case', () => serve(html('张清和', '330899189001010010', '413'))],
    ['with two persons', () => serve(html('张清和', '330899189001010010').repeat(2))],
    ['that is a log-in page', () => serve('<form>登录</form>')],
    [
      'that leads to another origin',
      () =>
        office.host.records.set('/record?id=499', () => ({
          type: 'text/html',
          body: '',
          to: `${office.host.origin.replace('hiring.', 'elsewhere.')}/person.html?id=499`,
        })),
    ],
    ['that is not there', () => office.host.records.clear()],
  ])('%s is nobody’s', async (_, prepare) => {
    prepare();
    await decide('499', 'asked');
    await hold();
    expect(await said(page)).toContain('本页面没有写明是谁');
    expect(checks()).toEqual([]);
  });
});
