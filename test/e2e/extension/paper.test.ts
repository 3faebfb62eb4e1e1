/** The print page: opened from the card, made once per wish, on A4 sheets, kept nowhere, and nobody's name in an address. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { press, pressAndCheck, read, tick } from './support/clerk.ts';
import { killWorker } from './support/kill-worker.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';
import { DEFERRED, FINDINGS } from './support/outcomes.ts';
import { print } from './support/pdf.ts';
import { violations } from './support/shots.ts';

const NAME = '张示例';
const NUMBER = '330899189001010010';
const GONE = /这页已失效|This page is no longer valid/;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(office);
  office.gateway.script.outcomes.set('413', FINDINGS);
  office.gateway.script.outcomes.set('414', DEFERRED);
});
afterEach(() => {
  office.gateway.script.notice = {};
  office.gateway.script.down = false;
});
afterAll(() => office.close());

/** Proposes a refusal where none is open yet, and presses 打印告知书. */
async function openNotice(): Promise<Page> {
  const page = await openCase(office, '413');
  await page.waitForTimeout(300);
  const card = await pressAndCheck(page, '#reject');
  const button = card.getByRole('button', { name: '打印告知书' });
  const choice = card.getByLabel(/取消录用资格/);
  await button.or(choice).first().waitFor();
  if (await choice.isVisible()) {
    await tick(choice);
    await card.getByLabel('理由').fill('主管部门已认定作弊，拟取消录用资格。');
    await press(card, /保存决定/);
  }
  await button.waitFor();
  await read(page);
  const opened = office.context.waitForEvent('page');
  await button.click();
  const paper = await opened;
  await page.close();
  return paper;
}
const shown = async (paper: Page) => {
  await paper.locator('section.sheet').first().waitFor();
  return paper.locator('section.sheet');
};
const made = (route: 'noticePaper' | 'undertaking') => office.gateway.of(route);

describe('a notice', () => {
  it('opens beside the card as sheets of A4, and prints as they are shown', async () => {
    const paper = await openNotice();
    const sheets = await shown(paper);
    await paper.getByRole('heading', { name: '告知书' }).waitFor();
    await paper.getByRole('row', { name: `当事人 ${NAME}` }).waitFor();
    await paper.getByRole('row', { name: `居民身份证 ${NUMBER}` }).waitFor();
    const n = await sheets.count();
    expect(await paper.getByText(`第 ${n} 页，共 ${n} 页`).count()).toBe(1);
    const printed = await print(paper);
    expect(printed).toEqual({ pages: n, sizes: Array.from({ length: n }, () => [210, 297]) });
    expect(await violations(paper.mainFrame())).toEqual([]);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('.bar').isVisible()).toBe(false);
    expect(await violations(paper.mainFrame())).toEqual([]);
    await paper.close();
  });

  it('says on each sheet under which entry it stands in the register', async () => {
    const paper = await openNotice();
    const sheets = await shown(paper);
    for (const sheet of await sheets.all())
      expect(await sheet.locator('footer').textContent()).toMatch(/登记编号 ent_/);
    await paper.close();
  });

  it('of a reason that is longer than a page goes on from sheet to sheet, and no word is lost', async () => {
    const reason = `${'很长的理由，'.repeat(1600)}\n末尾`;
    office.gateway.script.notice = { reason };
    const paper = await openNotice();
    const sheets = await shown(paper);
    const n = await sheets.count();
    expect(n).toBeGreaterThan(8);
    expect((await paper.locator('blockquote').allTextContents()).join('')).toBe(reason);
    expect((await print(paper)).pages).toBe(n);
    // Nothing stands below the room of its sheet, and no heading at its end.
    const faults = await sheets.evaluateAll((all) =>
      all.flatMap((sheet, at) => {
        const content = sheet.querySelector('.content') as HTMLElement;
        const footer = sheet.querySelector('footer') as HTMLElement;
        const over = content.getBoundingClientRect().bottom > footer.getBoundingClientRect().top;
        return over || content.lastElementChild?.matches('h1, h2, hr') ? [at] : [];
      }),
    );
    expect(faults).toEqual([]);
    await paper.close();
  });

  it('has hostile words as words: no element, no script, no direction but their own', async () => {
    const reason =
      '<img src=x onerror="document.title=1"><script>document.title=1</script>\u202e令行禁止{{ person.name }}';
    office.gateway.script.notice = { reason };
    const paper = await openNotice();
    await shown(paper);
    expect(await paper.locator('blockquote').textContent()).toBe(reason);
    expect(await paper.locator('blockquote bdi').evaluate((e) => getComputedStyle(e).unicodeBidi)).toBe('isolate');
    expect(await paper.locator('main img, main script').count()).toBe(0);
    expect(await paper.title()).toBe('打印');
    await paper.getByRole('button', { name: '复制文字' }).click();
    await paper.getByText('文字已复制').waitFor();
    const copied = await paper.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('告知书');
    expect(copied).toContain(NUMBER);
    expect(copied).not.toContain('\u202e');
    await paper.close();
  });

  it('is made again for another language and for another look, each its own request', async () => {
    const before = made('noticePaper').length;
    const paper = await openNotice();
    await shown(paper);
    await paper.getByRole('button', { name: 'English' }).click();
    await paper.getByRole('heading', { name: 'Notice before a decision' }).waitFor();
    expect(await paper.locator('section.sheet').first().getAttribute('lang')).toBe('en');
    await paper.reload();
    await paper.getByRole('heading', { name: '告知书' }).waitFor();
    const asked = made('noticePaper').slice(before);
    expect(asked.map(({ body }) => body.language)).toEqual(['zh-CN', 'en', 'zh-CN']);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(3);
    await paper.close();
  });

  it('whose worker ends on the way is the same request', async () => {
    const before = made('noticePaper').length;
    let ended: Promise<void> | undefined;
    office.gateway.script.before = async (route) => {
      if (route !== 'noticePaper' || ended !== undefined) return;
      ended = killWorker(office);
      await ended;
    };
    const paper = await openNotice();
    await shown(paper);
    office.gateway.script.before = null;
    const asked = made('noticePaper').slice(before);
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    await paper.close();
  });
});

describe('an undertaking', () => {
  it('is printed where documents may follow, for that measure', async () => {
    const page = await openCase(office, '414');
    const card = await pressAndCheck(page, '#hire');
    const button = card.getByRole('button', { name: '打印容缺承诺书' });
    await button.waitFor();
    await read(page);
    const opened = office.context.waitForEvent('page');
    await button.click();
    const paper = await opened;
    await shown(paper);
    await paper.getByRole('heading', { name: '容缺受理承诺书' }).waitFor();
    expect(made('undertaking').at(-1)?.body).toEqual({ measure: 'deferred-documents', language: 'zh-CN' });
    expect((await print(paper)).pages).toBe(1);
    expect(await violations(paper.mainFrame())).toEqual([]);
    await paper.close();
    await page.close();
  });
});

describe('the page', () => {
  it('names nobody and no case in its address, and leaves nothing of the paper on the device', async () => {
    const paper = await openNotice();
    await shown(paper);
    expect(paper.url()).toMatch(/^chrome-extension:\/\/[a-z]{32}\/paper\.html#[0-9a-f-]{36}$/);
    const kept = await paper.evaluate(async () => {
      const { session, local } = chrome.storage;
      const stored = JSON.stringify([
        await session.get(),
        await local.get(),
        { ...localStorage },
        { ...sessionStorage },
      ]);
      return { stored, caches: await caches.keys() };
    });
    expect(kept.caches).toEqual([]);
    for (const secret of [NAME, NUMBER, '告知书', '情节属实']) expect(kept.stored).not.toContain(secret);
    await paper.close();
  });

  it('belongs to the tab that it was opened in; its address opens nothing elsewhere, nor later', async () => {
    const paper = await openNotice();
    await shown(paper);
    const before = made('noticePaper').length;
    const again = await office.context.newPage();
    await again.goto(paper.url());
    // Told in the browser's own language: whose page it was is not known any more.
    await again.getByText(GONE).waitFor();
    const url = paper.url();
    await paper.close();
    await again.goto('about:blank');
    await again.goto(url);
    await again.getByText(GONE).waitFor();
    expect(made('noticePaper').length).toBe(before);
    await again.close();
  });

  it('cannot be framed or fetched by a site', async () => {
    const page = await openCase(office, '412');
    const address = `chrome-extension://${office.id}/paper.html`;
    const reached = await page.evaluate(async (url) => {
      const fetched = await fetch(url).then(
        () => 'fetched',
        () => 'refused',
      );
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.onload = resolve;
      });
      return { fetched };
    }, address);
    expect(reached).toEqual({ fetched: 'refused' });
    expect(page.frames().some((frame) => frame.url().startsWith(address))).toBe(false);
    await page.close();
  });

  it('says what happened where nothing could be made, and makes it once it can', async () => {
    const page = await openNotice();
    await shown(page);
    office.gateway.script.down = true;
    await page.reload();
    await page.getByText('暂时连不上，文书尚未制作').waitFor();
    expect(await violations(page.mainFrame())).toEqual([]);
    office.gateway.script.down = false;
    await page.getByRole('button', { name: '再试一次' }).click();
    await shown(page);
    await page.close();
  });
});
