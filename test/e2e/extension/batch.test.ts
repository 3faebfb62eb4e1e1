/** The batch page: a list that is sent once, followed while it runs, and handled by keyboard. */
import { readFile } from 'node:fs/promises';
import { sayTime } from '@duecheck/core/text';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listOf, openBatchPage, startBatch } from './support/batch-page.ts';
import { until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { type Office, openOffice, signIn } from './support/office.ts';

let office: Office;
let page: Page;
const said = (at: Page) => at.locator('[role=status].sr').textContent();

beforeAll(async () => {
  office = await openOffice({
    bindings: (host) => [
      hiringBinding(host.origin),
      hiringBinding(host.origin, { id: 'cadres', decisionPoint: 'cadre-appointment' }),
      hiringBinding(host.origin, { id: 'titles', decisionPoint: 'title-review', organisation: 'qz-jyj' }),
    ],
  });
  await signIn(office);
});
afterAll(() => office.close());
afterEach(async () => {
  await page.close();
  const { script } = office.gateway.batches;
  for (const map of [script.classes, script.codes, script.decisions]) map.clear();
  Object.assign(script, { needsRelease: false, mine: true, differences: [], deaf: false });
  office.gateway.script.down = false;
});

const batches = () => office.gateway.batches;

describe('a new batch', () => {
  it('is opened from the popup, for steps that take a list and that the clerk’s post covers', async () => {
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const opened = office.context.waitForEvent('page');
    await popup.getByRole('button', { name: '批量查验' }).click();
    page = await opened;
    const step = page.getByLabel('环节和系统');
    await step.waitFor();
    // Cadres are looked at one by one; the other organ's titles are none of this clerk's business.
    expect(await step.locator('option').allTextContents()).toEqual(['请选择', '公务员录用 — 考察录用审核']);
    await popup.close();
  });

  it('says what a list must hold, and gives an empty one to fill in', async () => {
    page = await openBatchPage(office);
    await page.getByText('须有这几列：姓名、证件号码、案号').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载空白模板' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file).toBe('\u{FEFF}姓名,证件号码,案号,证件类型,报名序号,人员序号\r\n');
  });

  it('sends nothing that is no list, is empty, or has no name', async () => {
    page = await openBatchPage(office);
    const sent = office.gateway.of('startBatch').length;
    const input = page.locator('input[type=file]');
    await page.getByRole('button', { name: '开始查验' }).click();
    await page.getByText('请选择环节和系统').waitFor();
    await page.getByLabel('环节和系统').selectOption({ index: 1 });
    await input.setInputFiles({ name: '名单.doc', mimeType: 'application/msword', buffer: Buffer.from('x') });
    await page.getByText('只收 CSV、XLSX、NDJSON 文件').waitFor();
    await input.setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.getByText('文件是空的').waitFor();
    await input.setInputFiles(listOf(3));
    await page.getByRole('button', { name: '开始查验' }).click();
    await page.getByText('请写明批次名称').waitFor();
    expect(office.gateway.of('startBatch')).toHaveLength(sent);
  });

  it('says in words why the gateway took no list, and keeps what was filled in', async () => {
    page = await openBatchPage(office);
    await page.getByLabel('环节和系统').selectOption({ index: 1 });
    await page.getByLabel('批次名称').fill('第一批');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\r\n1,2\r\n') });
    await page.getByRole('button', { name: '开始查验' }).click();
    await page.getByText(/读不出名单/).waitFor();
    expect(await page.getByLabel('批次名称').inputValue()).toBe('第一批');
  });

  it('takes a list that is dropped on it', async () => {
    page = await openBatchPage(office);
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['姓名,证件号码,案号\r\n'], '拖来的.csv', { type: 'text/csv' }));
      return data;
    });
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByText('拖来的.csv').waitFor();
  });
});

describe('a running batch', () => {
  it('is sent once as it is, with its token in no address, and shown while it goes on', async () => {
    page = await openBatchPage(office);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    batches().script.classes.set(2, 'findings').set(3, 'mismatch').set(5, 'unchecked');
    await startBatch(page, 40);
    expect(batches().script.lists.at(-1)).toBe(listOf(40).buffer.toString());
    batches().advance(20);
    await page.getByText('20 / 40 · 170/秒 · 剩余 1 秒').waitFor();
    for (const words of ['无需处理 17', '有记录 1', '不一致 1', '尚未查验 1', '等待查验 20'])
      await page.getByText(words).waitFor();
    batches().advance(40);
    await page.getByRole('heading', { name: '已查完' }).waitFor();
    expect(addresses.join()).not.toContain('token-');
  });

  it('announces milestones, and not every tick', async () => {
    page = await openBatchPage(office);
    await page.evaluate(() => {
      const scope = globalThis as unknown as { heard: string[] };
      scope.heard = [];
      new MutationObserver(() => {
        const words = document.querySelector('[role=status].sr')?.textContent ?? '';
        if (words !== '' && words !== scope.heard.at(-1)) scope.heard.push(words);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    batches().script.classes.set(7, 'findings');
    await startBatch(page, 100);
    for (let done = 5; done <= 100; done += 5) {
      batches().advance(done);
      await page.getByText(`${done} / 100`).waitFor();
    }
    await until(() => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([
      '开始查验，共 100 人',
      '已查 25%',
      '已查 50%',
      '已查 75%',
      '已查完，需要处理 1 人',
    ]);
  });

  it('goes on by itself after the gateway was gone, and says meanwhile how old it is', async () => {
    page = await openBatchPage(office);
    await startBatch(page, 40);
    batches().advance(10);
    await page.getByText('10 / 40').waitFor();
    office.gateway.script.down = true;
    batches().cut();
    await page.getByText(/连接中断，显示的是 今天/).waitFor();
    expect(await page.getByText('/秒').count()).toBe(0);
    office.gateway.script.down = false;
    batches().advance(30);
    await page.getByText('30 / 40').waitFor();
    await until(() => page.getByText(/连接中断/).count()).toBe(0);
    batches().advance(40);
    await page.getByRole('heading', { name: '已查完' }).waitFor();
  });

  it('is found again in a new tab, without a word of it kept on this device', async () => {
    page = await openBatchPage(office);
    await startBatch(page, 40);
    batches().advance(10);
    await page.getByText('10 / 40').waitFor();
    await page.close();
    batches().advance(25);
    page = await openBatchPage(office, '');
    await page.getByText('25 / 40').waitFor();
    const kept = await page.evaluate(async () =>
      JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get(), { ...localStorage }]),
    );
    expect(kept).not.toContain('RL-2026-00001');
    expect(kept).not.toContain('考察第一批');
    batches().advance(40);
  });

  it('is paused, goes on, and is cancelled only after a second word', async () => {
    page = await openBatchPage(office);
    await startBatch(page, 40);
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByRole('heading', { name: '已暂停，可以继续' }).waitFor();
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('heading', { name: '查验中' }).waitFor();
    // Followed again, not only asked.
    batches().advance(12);
    await page.getByText('12 / 40').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByText('已查的仍登记在案').waitFor();
    await page.getByRole('button', { name: '确认取消' }).click();
    await page.getByRole('heading', { name: '已取消' }).waitFor();
  });

  it('says why it stopped by itself', async () => {
    page = await openBatchPage(office);
    await startBatch(page, 40);
    batches().change({ state: 'paused', pausedBecause: 'mismatches' });
    await page.getByRole('heading', { name: /不一致的太多/ }).waitFor();
  });
});

describe('what needs handling', () => {
  it('stands in the list’s order, and is gone through with J, K and Enter', async () => {
    await office.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await openBatchPage(office);
    const { script } = batches();
    script.classes.set(4, 'findings').set(2, 'mismatch').set(9, 'invalid').set(6, 'findings').set(7, 'look-again');
    script.classes.set(8, 'unchecked').set(10, 'refused');
    script.codes.set(9, 'subject-masked').set(8, 'city,province').set(10, 'no-authorisation');
    script.decisions.set(6, 'effective');
    await startBatch(page, 40);
    batches().advance(40);
    await page.getByRole('heading', { name: '需要处理 7 人' }).waitFor();
    for (const why of ['证件号码打了星号', '市信用平台、省信用平台', '没有登记本人授权'])
      await page.getByText(why).waitFor();
    const rows = page.locator('tbody tr td:first-child');
    expect(await rows.allTextContents()).toEqual(['3', '5', '7', '8', '9', '10', '11']);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('j');
    expect(await focused()).toBe('RL-2026-00002');
    await page.keyboard.press('j');
    expect(await focused()).toBe('RL-2026-00004');
    // Somebody has decided on the sixth already.
    await page.keyboard.press('j');
    expect(await focused()).toBe('RL-2026-00007');
    await page.keyboard.press('k');
    expect(await focused()).toBe('RL-2026-00004');
    await page.keyboard.press('Enter');
    await until(() => said(page)).toBe('已复制案号 RL-2026-00004');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('RL-2026-00004');
    // Nothing there ranks anybody.
    expect(await page.locator('main').textContent()).not.toMatch(/评分|排名|风险/);
  });

  it('leaves letters to whoever is typing', async () => {
    page = await openBatchPage(office);
    batches().script.classes.set(2, 'findings');
    await startBatch(page, 10);
    batches().advance(10);
    await page.getByRole('heading', { name: '需要处理 1 人' }).waitFor();
    await page.getByLabel('理由').pressSequentially('jk');
    expect(await page.getByLabel('理由').inputValue()).toBe('jk');
  });

  it('lists more than one answer holds, still in order', async () => {
    page = await openBatchPage(office);
    const { script } = batches();
    for (let n = 1; n <= 1200; n++)
      script.classes.set(n, n % 2 === 0 ? 'unchecked' : n % 3 === 0 ? 'findings' : 'clear');
    await startBatch(page, 1200);
    batches().advance(1200);
    await page.getByRole('button', { name: '再列出一些' }).waitFor();
    const lines = async () => (await page.locator('tbody tr td:first-child').allTextContents()).map(Number);
    const first = await lines();
    expect(first).toEqual([...first].sort((a, b) => a - b));
    await page.getByRole('button', { name: '再列出一些' }).click();
    await until(async () => (await lines()).length).toBe(800);
    const all = await lines();
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });
});

describe('a round', () => {
  it('is decided for those with nothing to handle, with a reason, and has its receipt', async () => {
    page = await openBatchPage(office);
    batches().script.classes.set(2, 'findings');
    await startBatch(page, 10);
    batches().advance(10);
    await page.getByRole('heading', { name: '整轮决定：无需处理的 9 人' }).waitFor();
    const save = page.getByRole('button', { name: '保存整轮决定' });
    await save.click();
    await page.getByText('请选择决定').waitFor();
    await page.getByLabel('通过（同意类）').check();
    await save.click();
    await page.getByText('请写明理由').waitFor();
    await page.getByLabel('理由').fill('考察材料齐全，未发现需处理的记录。');
    await save.click();
    await page.getByRole('heading', { name: '正在保存决定' }).waitFor();
    expect(office.gateway.of('decideBatch').at(-1)?.body).toEqual({
      effect: 'favourable',
      reason: '考察材料齐全，未发现需处理的记录。',
    });
    const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
    batches().change({ state: 'done', decided: 9, receipt: { expiresAt, n: 9 } });
    // Half an hour before midnight it is good until tomorrow.
    await page.getByText(`整轮回执：9 人，${sayTime(expiresAt, Date.now(), 'zh-CN')} 前有效`).waitFor();
    await until(() => said(page)).toBe('整轮决定已保存，共 9 人');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存回执' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe('set-receipt.token');
  });

  it('is downloaded only when asked for, and says that this is a look-up', async () => {
    page = await openBatchPage(office);
    await startBatch(page, 10, '第一批 / 上半年');
    batches().advance(10);
    await page.getByText('每次下载都登记为一次查询').waitFor();
    expect(office.gateway.of('batchResults')).toHaveLength(0);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'XLSX' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('第一批 - 上半年.xlsx');
    expect(await readFile(await file.path(), 'utf8')).toBe('xlsx:10');
    expect(office.gateway.of('batchResults')).toHaveLength(1);
  });

  it('is checked again by name, and shows whose result is another now', async () => {
    page = await openBatchPage(office);
    const { script } = batches();
    script.classes.set(3, 'findings');
    script.differences = [3];
    await startBatch(page, 10);
    batches().advance(10);
    const first = batches().latest.batchId;
    await page.locator('.after').getByLabel('批次名称').fill('公示前复查');
    await page.getByRole('button', { name: '重新查验' }).click();
    await page.getByRole('heading', { name: '公示前复查' }).waitFor();
    expect(batches().latest.rerunOf).toBe(first);
    batches().advance(10);
    await page.getByRole('heading', { name: '结果有变化 1 人' }).waitFor();
    await page.getByText('只列现在的结果').waitFor();
  });
});

describe('a large batch', () => {
  it('waits for a second person, who answers on the same page with a reason', async () => {
    batches().script.needsRelease = true;
    page = await openBatchPage(office);
    await startBatch(page, 10);
    await page.getByRole('heading', { name: /须另一人放行/ }).waitFor();
    await page.getByText('本单位有复核权限的另一人在此页放行').waitFor();
    // Let run by somebody else meanwhile: found without a press.
    batches().change({ state: 'running' });
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.getByRole('heading', { name: '查验中' }).waitFor();
    batches().advance(10);
    await page.getByRole('heading', { name: '已查完' }).waitFor();
  });
});
