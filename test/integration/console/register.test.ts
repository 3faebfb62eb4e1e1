/** The register in an auditor's browser: found, opened, verified there, and nothing of a person left behind. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { type Acts, actsIn } from '../gateway/acts.ts';
import { TOUR } from '../gateway/city.ts';
import { changed, type Desk, desktop, openDesk, signIn } from './desk.ts';

let desk: Desk;
let acts: Acts;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** The case that was checked and decided on. */
const CASE = '90412';

beforeAll(async () => {
  desk = await openDesk();
  acts = actsIn(desk.city);
  const check = await acts.checked(TOUR.a, CASE);
  await acts.decide(check.checkId, { effect: 'favourable', reason: '<img src=x onerror=alert(1)>=1+1' });
  await acts.checked(TOUR.b, '90413');
  await desk.city.gateway.world.register.sequence();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
beforeEach(async () => {
  context = await desktop(browser);
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  await signIn(page, desk);
});
afterEach(() => context.close());

const find = () => page.getByRole('button', { name: '查找', exact: true }).click();
const rows = () => page.locator('table.entries tbody tr');
const pick = async (type: string) => {
  await page.getByText('类型', { exact: true }).first().click();
  await page.getByRole('checkbox', { name: type, exact: true }).check();
};
/** Verified once the newest entries have their places. */
const settled = async () => {
  await desk.city.gateway.world.register.sequence();
  await page.locator('.steps').waitFor();
};
const verdicts = () => page.locator('.steps > li').evaluateAll((items) => items.map((item) => item.className));

describe('finding', () => {
  it('asks nothing by itself, and says of each question that it is an entry', async () => {
    const before = await desk.city.entries();
    await page.goto(`${desk.url}/audit/entries?types=audit.query&role=clerk`);
    await page.getByText('填好筛选后按“查找”').waitFor();
    expect(await desk.city.entries()).toBe(before);
    await find();
    await page.getByText('本次查看已登记').waitFor();
    expect(await desk.city.entries()).toBe(before + 1);
  });

  it('finds by type, office and outcome, newest first, and by keyboard down the list', async () => {
    await pick('查验 · 结果');
    await find();
    await rows().first().waitFor();
    expect(await rows().count()).toBe(2);
    expect(await rows().first().textContent()).toContain('有相关记录');
    await rows().first().getByRole('link').focus();
    await page.keyboard.press('j');
    expect(await page.evaluate<string>('document.activeElement.closest("tr").innerText')).toContain(
      '未发现需处理的记录',
    );
    await page.keyboard.press('Enter');
    await page.locator('#entry-title').waitFor();
    expect(page.url()).toMatch(/\/audit\/entries\/ent_/);
  });

  it('finds a person by a number that stays in the field alone', async () => {
    await page.getByText('按人或案件查').click();
    await page.getByLabel('证件号码').fill(TOUR.a.registered.number);
    await page.getByLabel('查找理由').fill('核实来信');
    await find();
    await page.getByText(/已列出 \d+ 条/).waitFor();
    expect(await rows().count()).toBeGreaterThan(2);
    const kept = await page.evaluate<string>(
      'JSON.stringify([location.href, localStorage, sessionStorage, document.cookie])',
    );
    expect(kept).not.toContain(TOUR.a.registered.number);
    await page.getByText('保存这组筛选').click();
    await page.getByPlaceholder('名称').fill('来信');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '来信', exact: true }).waitFor();
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(TOUR.a.registered.number);
  });

  it('says at the field what is wrong, and asks nothing', async () => {
    const before = await desk.city.entries();
    await page.getByText('按人或案件查').click();
    await page.getByLabel('证件号码').fill('330899199001011234');
    await page.getByLabel('案号', { exact: true }).fill('RL-1');
    await find();
    await page.getByText('证件号码有误').waitFor();
    await page.getByText('按案号查，须同时选定单位和环节').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('f-number');
    expect(await desk.city.entries()).toBe(before);
  });

  it('keeps filters by name over a reload, and hands them on as a link that only fills in', async () => {
    await page.getByLabel('岗位', { exact: true }).selectOption('clerk');
    await page.getByText('保存这组筛选').click();
    await page.getByPlaceholder('名称').fill('经办');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.reload();
    await page.getByRole('button', { name: '经办', exact: true }).click();
    expect(page.url()).toBe(`${desk.url}/audit/entries?role=clerk`);
    expect(await page.getByLabel('岗位', { exact: true }).inputValue()).toBe('clerk');
    await page.getByRole('button', { name: '删除筛选“经办”' }).click();
    expect(await page.getByRole('button', { name: '经办', exact: true }).count()).toBe(0);
  });

  it('is seen by another auditor, question by question', async () => {
    await pick('查验 · 未进行');
    await find();
    await page.getByText('没有符合条件的登记').waitFor();
    const { body } = await desk.city.call('zhaoping', 'POST', '/v1/audit/entries', {
      filters: { types: ['audit.query'], actor: { iss: desk.issuer, sub: 'zhaoping' } },
      limit: 1,
    });
    const seen = await desk.city.call('zhaoping', 'GET', `/v1/audit/entries/${body.entries[0].id}`);
    expect(seen.body.office.content).toMatchObject({ route: 'searchEntries', asked: { types: ['check.refused'] } });
  });
});

describe('one entry', () => {
  const open = async (type: string) => {
    await pick(type);
    await find();
    await rows().first().getByRole('link').click();
    await page.locator('#entry-title').waitFor();
    await settled();
  };

  it('is verified in the page, step by step', async () => {
    await open('决定 · 生效');
    // The page saw a head when it was opened; this city has no witness.
    expect(await verdicts()).toEqual(['holds', 'holds', 'open', 'holds', 'holds']);
    await page.getByText('没有发现问题；有些步骤现在说不了').waitFor();
    await page.getByText('看逐级合并').click();
    expect(await page.locator('.path li').count()).toBeGreaterThan(3);
  });

  it('shows what people wrote as text, whatever it is', async () => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await open('决定 · 生效');
    await page.getByText('<img src=x onerror=alert(1)>=1+1').waitFor();
    expect([await page.locator('.entry img').count(), dialogs]).toEqual([0, []]);
  });

  it('leads to its case, in the order of time, and back', async () => {
    await open('决定 · 生效');
    await page.getByRole('link', { name: '同一案件' }).click();
    await page.getByRole('heading', { name: '案件经过' }).waitFor();
    await page.locator('.timeline li').first().waitFor();
    expect(await page.locator('.timeline strong').allInnerTexts()).toEqual([
      '查验 · 开始',
      '查验 · 结果',
      '决定 · 生效',
    ]);
    // The address names the case by its fingerprint alone.
    expect(page.url()).not.toContain(CASE);
    await page.locator('.timeline a').first().click();
    await page.locator('#entry-title').waitFor();
  });

  it('leads to what else that account did, which is asked at once', async () => {
    await open('决定 · 生效');
    await page.getByRole('link', { name: '此人近三十天的操作' }).click();
    await page.getByText(/已列出 \d+ 条/).waitFor();
    for (const who of await rows().locator('td:nth-child(3)').allInnerTexts()) expect(who).toContain('limin');
  });

  // biome-ignore lint/suspicious/noExplicitAny: what a gateway could lie about
  const lies: [string, (answer: any) => void, number][] = [
    ['a column that is shown', (answer) => (answer.entry.columns.actor.sub = 'wangjun'), 4],
    ['a column of the row', (answer) => (answer.opening.row.actorSub = 'wangjun'), 4],
    [
      'row and what is shown alike',
      (answer) => {
        answer.entry.columns.actor.sub = 'wangjun';
        answer.opening.row.actorSub = 'wangjun';
      },
      4,
    ],
    ['the leaf', (answer) => (answer.leaf = Buffer.from('{}').toString('base64url')), 3],
  ];
  it.each(lies)('fails where the gateway lies about %s', async (_, lie, step) => {
    await changed(page, '**/v1/audit/entries/ent_*', (text) => {
      const answer = JSON.parse(text);
      lie(answer);
      return JSON.stringify(answer);
    });
    await open('决定 · 生效');
    expect((await verdicts())[step]).toBe('fails');
    await page.getByText('核验不通过').waitFor();
  });

  it('fails where the proof goes to a head of another key', async () => {
    // The signature's last byte is another one.
    await changed(page, '**/register/entry/*/proof', (text) => {
      const note = text.trimEnd();
      const signature = Buffer.from(note.slice(note.lastIndexOf(' ') + 1), 'base64');
      signature[signature.length - 1] = (signature.at(-1) as number) ^ 1;
      return `${note.slice(0, note.lastIndexOf(' ') + 1)}${signature.toString('base64')}\n`;
    });
    await open('决定 · 生效');
    expect((await verdicts())[0]).toBe('fails');
  });

  it('is told as not there where it is not', async () => {
    await page.goto(`${desk.url}/audit/entries/ent_00000000-0000-7000-8000-000000000000`);
    await page.getByText('没有这条登记，或不在你的审查范围').waitFor();
  });
});

it('exports what was found, with proofs, as an entry', async () => {
  await pick('查验 · 结果');
  await find();
  await rows().first().waitFor();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByLabel('格式').selectOption('csv');
  await page.getByLabel('导出理由').fill('月报附件');
  const names: string[] = [];
  page.on('download', (download) => names.push(download.suggestedFilename()));
  await page.getByRole('button', { name: '导出并登记' }).click();
  await page.getByText('已导出 2 条').waitFor();
  await expect.poll(() => names.length).toBe(2);
  expect(names.some((name) => name.endsWith('.csv')) && names.some((name) => name.endsWith('.proof.json'))).toBe(true);
});
