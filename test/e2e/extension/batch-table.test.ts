/** A batch from the table of a clerk's own system. */
import type { Binding } from '@duecheck/core/binding';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBatchPage } from './support/batch-page.ts';
import { until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

const LIST = {
  page: '^/list\\.html$',
  rows: '#rows > tr',
  number: [{ column: '身份证号' }],
  name: [{ column: '姓名' }],
  case: [{ column: '报名序号' }],
  next: [{ button: '下一页' }],
} satisfies Binding['table'];

let office: Office;
let page: Page;
beforeAll(async () => {
  office = await openOffice({ bindings: ({ origin }) => [hiringBinding(origin, { table: LIST })] });
  await signIn(office);
});
afterAll(() => office.close());
afterEach(async () => {
  await page.close();
  for (const one of office.context.pages()) if (one.url().includes('list.html')) await one.close();
});

async function openList(): Promise<Page> {
  const list = await office.context.newPage();
  await list.goto(`${office.host.origin}/list.html`);
  return list;
}
async function openForm(): Promise<void> {
  page = await openBatchPage(office);
  await page.getByLabel('环节和系统').selectOption({ index: 1 });
}
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

describe('the table of a bound system', () => {
  it('is read over all its pages, without what is hidden in part, and nobody is looked up by that', async () => {
    const list = await openList();
    await openForm();
    await press('自动翻页，读完全部');
    await page.getByText('已读入 43 人，3 页').waitFor();
    await page.getByText('2 人的号码或姓名有遮盖，未读入').waitFor();
    expect(await list.locator('#at').textContent()).toBe('3');
    expect(office.gateway.of('startBatch')).toEqual([]);
    await page.getByLabel('批次名称').fill('2026 年考察第一批');
    await press('开始查验');
    await page.getByRole('heading', { name: '2026 年考察第一批' }).waitFor();
    const [sent = ''] = office.gateway.batches.script.lists;
    const lines = sent.trim().split('\r\n');
    expect(lines).toHaveLength(44);
    expect(lines[0]).toBe('姓名,证件号码,案号,报名序号');
    expect(lines[1]).toBe('张清和,330899189001010010,RL-500,RL-500');
    expect(new Set(lines).size).toBe(44);
  });

  it('is read page by page as the clerk turns them; the same page twice adds nobody', async () => {
    const list = await openList();
    await openForm();
    for (let n = 0; n < 2; n++) {
      await press('读取当前页');
      await page.getByText('已读入 19 人，1 页').waitFor();
    }
    await list.click('#next');
    await until(() => list.locator('#at').textContent()).toBe('2');
    await press('读取当前页');
    await page.getByText('已读入 38 人，2 页').waitFor();
    await press('清空');
    await until(() => page.getByText(/已读入/).count()).toBe(0);
  });

  it('that does not turn is said to be stuck, and what was read stays', { timeout: 60_000 }, async () => {
    const list = await openList();
    await list.evaluate(() => Object.assign(globalThis, { stuck: true }));
    await openForm();
    await press('自动翻页，读完全部');
    await page.getByRole('button', { name: '停止翻页' }).waitFor();
    await page.getByText('页面没有翻过去，请在系统里翻页后再读').waitFor();
    await page.getByText('已读入 19 人，1 页').waitFor();
  });

  it('that nobody has open is said not to be there', async () => {
    await openForm();
    await press('读取当前页');
    await page.getByText('没有打开的名单页面').waitFor();
  });
});
