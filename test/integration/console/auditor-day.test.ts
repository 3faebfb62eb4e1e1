/** An auditor's day (PERSONAS): a queue, entries, a question, findings, last month's chain, the figures for the report. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { type Desk, desktop, openDesk, signIn } from './desk.ts';
import { workBefore } from './weeks.ts';

let desk: Desk;
let browser: Browser;
let page: Page;
let raised = 0;

beforeAll(async () => {
  desk = await openDesk();
  raised = await workBefore(desk);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  const context = await desktop(browser);
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  await signIn(page, desk);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const place = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const rows = () => page.locator('.results table.entries tbody tr');
const act = (name: string) => page.locator('.next').getByRole('button', { name, exact: true }).click();
const alertId = () => new URL(page.url()).pathname.split('/').at(-1) as string;
/** The auditor's own acts of that kind in the register. */
const acts = async (type: string) =>
  (
    await desk.city.gateway.world.db
      .selectFrom('register_entry')
      .select('id')
      .where('type', '=', type as never)
      .execute()
  ).length;

describe('the day', () => {
  it('begins with a queue: each alert says in a sentence why it was raised', async () => {
    await place('待审查');
    await rows().first().waitFor();
    expect(raised).toBeGreaterThan(20);
    expect(await rows().count()).toBe(Math.min(50, raised));
    for (const sentence of await rows().locator('.sentence').allTextContents()) expect(sentence).toMatch(/.{8,}。$/);
    expect(await page.locator('main').textContent()).not.toMatch(/评分|得分|分数|违规|嫌疑/);
  });

  it('opens one by keyboard, and what it rests on is there, never a record', async () => {
    await rows().first().getByRole('link').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.locator('#alert-title').waitFor();
    expect(await page.locator('.reading table.entries tbody tr').count()).toBeGreaterThan(0);
    await page.getByText('未分派', { exact: true }).first().waitFor();
  });

  it('takes it, asks the manager, reads the answer, concludes, closes; each step is an entry', async () => {
    await act('由我办理');
    await page.locator('.reading .note', { hasText: '办理中' }).waitFor();
    await act('询问负责人');
    await page.getByLabel('问题').fill('请说明这次查询对应的事项');
    await page.getByRole('button', { name: '提交并登记' }).click();
    await page.locator('.reading .note', { hasText: '已询问' }).waitFor();
    const id = alertId();
    const { organisation, revision } = await desk.city.gateway.world.db
      .selectFrom('review_alert')
      .select(['organisation', 'revision'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await managerOf(organisation);
    const answered = await desk.city.call('manager', 'POST', `/v1/review/alerts/${id}/answer`, {
      ...{ revision, answer: '当天加班补录，事项编号漏报' },
    });
    expect(answered.status).toBe(200);
    await page.reload();
    await page.getByText('当天加班补录，事项编号漏报').waitFor();
    await act('作出结论');
    await page.getByRole('radio', { name: '已说明，无须处理' }).check();
    await page.getByLabel('理由').fill('与值班表一致');
    await page.getByRole('button', { name: '提交并登记' }).click();
    await page.locator('.reading .note', { hasText: '有结论' }).waitFor();
    await act('办结');
    await page.locator('.reading .note', { hasText: '已办结' }).waitFor();
    const steps = ['alert.assigned', 'alert.asked', 'alert.answered', 'alert.found', 'alert.closed'];
    expect(await Promise.all(steps.map(acts))).toEqual([1, 1, 1, 1, 1]);
  });

  it('refers another one, and is told where somebody else was faster', async () => {
    await place('待审查');
    await rows().nth(1).getByRole('link').click();
    await page.locator('#alert-title').waitFor();
    const id = alertId();
    await page.locator('.next').getByRole('button', { name: '由我办理' }).waitFor();
    const taken = await desk.city.call('zhaoping', 'POST', `/v1/review/alerts/${id}/step`, {
      ...{ step: 'assign', revision: 0 },
    });
    expect(taken.status).toBe(200);
    await act('由我办理');
    await page.getByText('别人已经办了下一步，已重新读取').waitFor();
    await page.getByText('分派给 zhaoping').waitFor();
    await rows().nth(2).getByRole('link').click();
    await page.locator('.next').getByRole('button', { name: '由我办理' }).click();
    await act('作出结论');
    await page.getByRole('radio', { name: '转有权机关判断' }).check();
    await page.getByLabel('理由').fill('无法说明');
    await page.getByRole('button', { name: '提交并登记' }).click();
    await page.getByText('结论：转有权机关判断').waitFor();
  });

  it('verifies all of the log in the page', async () => {
    await place('核验登记');
    await page.getByRole('button', { name: '核验全部' }).click();
    await page.getByText(/核验通过：\d+ 条登记全部与总值一致/).waitFor({ timeout: 60_000 });
  });

  it('takes the figures for the report: coverage adds up row by row, small numbers are kept back', async () => {
    await place('应查覆盖');
    const from = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('从', { exact: true }).fill(from);
    await page.getByRole('button', { name: '查看', exact: true }).click();
    await page.getByRole('heading', { name: '分母从哪里来' }).waitFor();
    const table = page.locator('table').first().locator('tbody tr, tfoot tr');
    const numbers = await table.evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll('td.number')].slice(1).map((cell) => Number(cell.textContent))),
    );
    expect(numbers.length).toBeGreaterThan(3);
    for (const [checked = 0, owed = 0, overridden = 0, notDue = 0, unchecked = 0, reported] of numbers)
      expect(checked + owed + overridden + notDue + unchecked).toBe(reported);
    const last = numbers.pop() as number[];
    expect(last).toEqual(last.map((_, at) => numbers.reduce((sum, row) => sum + (row[at] as number), 0)));

    await place('统计');
    await page.getByRole('button', { name: '查看', exact: true }).click();
    await page.getByRole('heading', { name: '各月合计' }).waitFor();
    const shown = await page.locator('td.number:not(.kept)').allTextContents();
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.map(Number).filter((n) => n > 0 && n < 5)).toEqual([]);
    // A picture never stands without its table.
    expect(await page.locator('.chart canvas').count()).toBe(await page.locator('.days table').count());
  });

  it('leaves a trail that the next auditor reads', async () => {
    const { body } = await desk.city.call('zhaoping', 'POST', '/v1/audit/entries', {
      filters: { actor: { iss: desk.issuer, sub: 'zhaoping' }, types: ['audit.query'] },
      limit: 200,
    });
    const routes = new Set<string>();
    for (const { id } of body.entries.slice(0, 40)) {
      const seen = await desk.city.call('zhaoping', 'GET', `/v1/audit/entries/${id}`);
      routes.add(seen.body.office.content.route);
    }
    for (const route of ['reviewAlerts', 'reviewAlert', 'auditCoverage', 'auditStatistics'])
      expect(routes).toContain(route);
  });
});

const managerOf = (organisation: string) =>
  desk.city.gateway.world.db
    .insertInto('role_assignment')
    .values({
      ...{ iss: 'http://idp.test', sub: 'manager', organisation, role: 'manager', decision_points: null },
      ...{ valid_from: '2026-01-01', valid_until: null },
    })
    .execute();
