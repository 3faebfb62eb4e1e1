/** Cases and persons that cross: what is shown, typed, blocked and released must be of one of them, or nothing goes. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, passed, press, pressAndCheck, pressed, read, said, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openCase, openOffice, signIn, turnTo } from './support/office.ts';

const PERSON = { kind: 'resident-id', number: '330899189001010010', name: '张清和' };
/** Longer than a slow field may take (`extension/content/visits.ts`). */
const LONG_ENOUGH = 3600;

let office: Office;
const open = (more: Parameters<typeof hiringBinding>[1], before: Parameters<typeof hiringBinding>[1][] = []) =>
  beforeAll(async () => {
    office = await openOffice({
      bindings: (host) => [...before, more].map((each) => hiringBinding(host.origin, each)),
    });
    await signIn(office);
  });
afterEach(() => {
  office.host.sent.length = 0;
  office.gateway.received.length = 0;
});

const checks = () => office.gateway.of('check').map(({ body }) => body as { case: { key: string }; subject: unknown });
const ours = (page: Page) =>
  page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.style.zIndex === '2147483647');
const setValue = (page: Page, id: string, value: string) =>
  page.evaluate(
    ([field, text]) => {
      (document.getElementById(field as string) as HTMLInputElement).value = text as string;
    },
    [id, value],
  );
/** Not within the call: Playwright would wait for a navigation that is called off. */
const leaveFor = (page: Page, address: string) =>
  page.evaluate((url) => void setTimeout(() => location.assign(url), 50), address);
/** The button's words are no longer those of the binding. */
const renameHire = (page: Page) =>
  page.evaluate(() => {
    (document.querySelector('#hire span') as Element).textContent = '通过审核';
  });
const withoutContainer = (page: Page) =>
  page.evaluate(() => document.querySelector('.el-dialog')?.classList.replace('el-dialog', 'panel'));

describe('a release', () => {
  open({
    enforcement: 'ui-only',
    requests: [{ method: 'GET', path: '^/api/candidates/([0-9]+)/approve$', effect: 'favourable', case: 'path' }],
  });
  afterAll(() => office.close());

  it('lets no navigation go that decides about another case', async () => {
    const page = await openCase(office, '412');
    await page.evaluate(() => {
      (document.getElementById('hire') as HTMLElement).onclick = () =>
        document.getElementById('mask')?.setAttribute('title', 'pressed');
    });
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await page.waitForFunction(() => document.getElementById('mask')?.title === 'pressed');
    await leaveFor(page, '/api/candidates/413/approve');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(passed(office)).toEqual([]);
    await page.close();
  });
});

describe('what is held', () => {
  open({});
  afterAll(() => office.close());

  it('about another case than the page shows looks up nobody from the page', async () => {
    const page = await openCase(office, '412');
    await page.evaluate(() => {
      const button = Object.assign(document.createElement('button'), { id: 'quick', textContent: '通过' });
      button.onclick = () => void fetch('/api/candidates/413/hire', { method: 'POST' }).catch(() => null);
      button.style.cssText = 'position:fixed;left:0;bottom:0;z-index:99999999';
      document.body.append(button);
    });
    await read(page);
    await page.click('#quick');
    await ours(page);
    await read(page);
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByText('请求没有发出').waitFor();
    await card.getByText('页面上已有 · 413').waitFor();
    expect(checks()).toEqual([]);
    await page.close();
  });

  it('is never another case than the card says', async () => {
    const page = await openCase(office, '414');
    await withoutContainer(page);
    // Where no card lies over it.
    await page.evaluate(() => {
      (document.getElementById('hire') as HTMLElement).style.cssText = 'position:fixed;left:0;bottom:0';
    });
    await read(page);
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    const first = await cardOf(page);
    await first.getByText('页面上已有 · 414').waitFor();
    await turnTo(page, '417');
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    await until(() => page.frames().some((frame) => frame.url().includes('card.html') && frame !== first)).toBe(true);
    const second = await cardOf(page);
    await second.getByText('页面上已有 · 417').waitFor();
    await second.getByLabel('证件号码').fill(PERSON.number);
    await second.getByLabel('姓名').fill(PERSON.name);
    await press(second, /^查验 Ctrl/);
    await second.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(checks()).toMatchObject([{ case: { key: '417' } }]);
    await turnTo(page, '415');
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    await until(() => page.frames().some((frame) => frame.url().includes('card.html') && frame !== second)).toBe(true);
    const third = await cardOf(page);
    await third.getByText('页面上已有 · 415').waitFor();
    await page.close();
  });

  it('can be checked anew where the page has turned to somebody else under a typed card', async () => {
    const page = await openCase(office, '416');
    await setValue(page, 'number', '3308**********0010');
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await setValue(page, 'name', '钱若水');
    await page.click('#hire');
    await until(() => said(page)).toContain('页面隐去了部分号码或姓名，不能据以查验');
    await read(page);
    await page.keyboard.press('Enter');
    await until(async () => (await cardOf(page)) !== card).toBe(true);
    await (await cardOf(page)).getByText('页面上已有 · RL-2026-0416 · 钱**').waitFor();
    await page.close();
  });

  it('can be checked where the page hides the whole number', async () => {
    const page = await openCase(office, '413');
    await setValue(page, 'number', '******************');
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await page.close();
  });

  it('goes where the host closes its dialog first and sends afterwards', async () => {
    const page = await openCase(office, '412');
    await setValue(page, 'number', '3308**********0010');
    await page.evaluate(() => {
      const hire = document.getElementById('hire') as HTMLElement;
      const send = hire.onclick as () => void;
      hire.onclick = () => {
        document.getElementById('mask')?.classList.remove('open');
        setTimeout(send, 600);
      };
    });
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('证件号码').fill(PERSON.number);
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    await page.close();
  });

  it('keeps on Esc what was typed, and is closed by it where nothing was', async () => {
    const page = await openCase(office, '414');
    await setValue(page, 'number', '3308**********1038');
    await read(page);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('证件号码').fill('33089918950615');
    await card.getByLabel('证件号码').press('Escape');
    await page.waitForTimeout(300);
    expect(await card.getByLabel('证件号码').inputValue()).toBe('33089918950615');
    await card.getByLabel('证件号码').fill('');
    const gone = page.waitForEvent('framedetached', { predicate: (frame) => frame === card });
    await Promise.race([card.getByLabel('证件号码').press('Escape'), gone]);
    await gone;
    await page.close();
  });

  it('names its case itself where the clerk typed another', async () => {
    const page = await openCase(office, '415');
    await page.evaluate(() => {
      const label = [...document.querySelectorAll('.item .label')].find((one) => one.textContent === '业务流水号');
      (label as Element).textContent = '流水';
    });
    await page.waitForTimeout(LONG_ENOUGH);
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('业务流水号（案号）').fill('RL-2026-0415');
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => said(page)).toContain('“录用”的请求没有发出');
    await read(page);
    await page.keyboard.press('Enter');
    await until(async () => (await cardOf(page)) !== card).toBe(true);
    const fresh = await cardOf(page);
    await fresh.getByText('页面上已有 · 415 ·').waitFor();
    await fresh.getByText('请求没有发出').waitFor();
    expect(passed(office)).toEqual([]);
    await page.close();
  });
});

describe('what the clerk presses by hand', () => {
  open({});
  afterAll(() => office.close());

  async function released(id: string): Promise<Page> {
    const page = await openCase(office, id);
    await renameHire(page);
    await read(page);
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    const card = await cardOf(page);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    await until(() => said(page)).toContain('请在 30 秒内在页面上再按一次');
    return page;
  }

  it('does not go once another person stands there, without an event', async () => {
    const page = await released('412');
    await setValue(page, 'name', '钱若水');
    await page.waitForTimeout(600);
    await page.click('#hire');
    await page.waitForTimeout(600);
    expect(passed(office)).toEqual([]);
    await page.close();
  });

  it('is not promised longer than it holds, and needs no second check', async () => {
    const page = await released('413');
    await page.waitForTimeout(30_500);
    expect(await said(page)).not.toContain('请在 30 秒内');
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    await until(() => said(page)).toContain('请在 30 秒内在页面上再按一次');
    expect(passed(office)).toEqual([]);
    await page.click('#hire');
    await until(() => passed(office)).toEqual(['/api/candidates/413/hire receipt']);
    expect(checks().length).toBe(1);
    await page.close();
  }, 60_000);

  it('gives the keys back to the field in which the clerk was', async () => {
    const page = await openCase(office, '414');
    await page.evaluate(() => {
      (document.getElementById('remark') as HTMLElement).onkeydown = ({ key }) =>
        void (key === 'F4' && fetch('/api/candidates/414/hire', { method: 'POST' }).catch(() => null));
    });
    await renameHire(page);
    await read(page);
    await page.focus('#remark');
    await page.keyboard.press('F4');
    await ours(page);
    await read(page);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('remark');
    await page.close();
  });
});

describe('two steps of one request', () => {
  open({}, [{ id: 'elsewhere', container: { css: '.elsewhere' } }]);
  afterAll(() => office.close());

  it('are told apart by what is shown', async () => {
    const page = await openCase(office, '414');
    await renameHire(page);
    await read(page);
    await pressed(page, '#hire');
    await page.keyboard.press('Enter');
    await (await cardOf(page)).getByRole('heading', { name: /未发现/ }).waitFor();
    await page.close();
  });
});

describe('a part of the case', () => {
  open({
    case: { key: [{ label: '业务流水号' }], label: [{ label: '报名序号' }], part: [{ label: '报考职位' }] },
  });
  afterAll(() => office.close());

  it('that is gone blocks nobody', async () => {
    const page = await openCase(office, '413');
    await page.evaluate(() => {
      const label = [...document.querySelectorAll('.item .label')].find((one) => one.textContent === '报考职位');
      (label as Element).textContent = '职位';
    });
    await page.waitForTimeout(LONG_ENOUGH);
    expect(await said(page)).toContain('页面已变化，须补填后查验');
    await page.close();
  });

  it('that stands in a case shown twice blocks nobody', async () => {
    const page = await openCase(office, '413');
    await page.evaluate(() => {
      const copy = document.getElementById('key')?.parentElement?.cloneNode(true) as HTMLElement;
      copy.hidden = true;
      copy.style.display = 'none';
      document.querySelector('.el-dialog .body')?.append(copy);
    });
    await page.waitForTimeout(LONG_ENOUGH);
    expect(await said(page)).toContain('页面已变化，须补填后查验');
    await page.close();
  });
});

describe('fields of wizard steps that are not shown', () => {
  open({});
  afterAll(() => office.close());

  it('are not reported where they were read before, though they are taken away', async () => {
    const page = await openCase(office, '413');
    await page.waitForTimeout(300);
    await page.evaluate(() => document.getElementById('number')?.closest('.item')?.remove());
    await page.waitForTimeout(LONG_ENOUGH);
    expect(office.gateway.of('reportStale')).toEqual([]);
    await page.close();
  });

  it('are no change of the page, though there are two', async () => {
    const page = await openCase(office, '413');
    await page.evaluate(() => {
      const item = document.getElementById('number')?.closest('.item') as HTMLElement;
      item.style.display = 'none';
      item.after(item.cloneNode(true));
    });
    await page.waitForTimeout(LONG_ENOUGH);
    expect(await said(page)).not.toContain('页面已变化');
    await page.close();
  });
});
