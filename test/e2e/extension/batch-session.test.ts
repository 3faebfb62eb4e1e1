/** The batch page and who sits before it: signing in, a browser that starts again, a second person, and who gets tokens. */
import { afterEach, describe, expect, it } from 'vitest';
import { openBatchPage, startBatch } from './support/batch-page.ts';
import { until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { covered, logIn, type Office, openOffice, signIn } from './support/office.ts';

let office: Office;
afterEach(() => office.close());

describe('the batch page', () => {
  it('asks for sign-in first, and again after a browser that started anew, and then finds what runs', async () => {
    office = await openOffice();
    await covered(office);
    const first = await openBatchPage(office, '');
    await first.getByRole('heading', { name: '登录后才能批量查验' }).waitFor();
    const window = office.context.waitForEvent('page');
    await first.getByRole('button', { name: '登录' }).click();
    await logIn(await window);
    await startBatch(first, 40);
    office.gateway.batches.advance(10);
    await first.getByText('10 / 40').waitFor();

    await office.restartBrowser();
    await signIn(office);
    const again = await openBatchPage(office, '');
    await again.getByText('10 / 40').waitFor();
    office.gateway.batches.advance(40);
    await again.getByRole('heading', { name: '已查完' }).waitFor();
  });

  it('shows what it has when the session ends under it, and asks to sign in', async () => {
    office = await openOffice();
    await signIn(office);
    const page = await openBatchPage(office);
    await startBatch(page, 40);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByRole('button', { name: '退出' }).click();
    await popup.getByRole('button', { name: '登录' }).waitFor();
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByRole('heading', { name: '登录后才能批量查验' }).waitFor();
  });

  it('lets a second person let a large batch run, with a reason', async () => {
    office = await openOffice();
    office.gateway.script.role = 'reviewer';
    Object.assign(office.gateway.batches.script, { needsRelease: true, mine: false });
    await signIn(office);
    const page = await openBatchPage(office);
    await startBatch(page, 40);
    const give = page.getByRole('button', { name: '放行', exact: true });
    await give.click();
    await page.getByText('请写明理由').waitFor();
    await page.getByLabel('理由').fill('年度考察，人数属实。');
    await give.click();
    await page.getByRole('heading', { name: '查验中' }).waitFor();
    expect(office.gateway.of('releaseBatch')[0]?.body).toEqual({ answer: 'give', reason: '年度考察，人数属实。' });
  });

  it('opens the case in its own system where the binding knows an address', async () => {
    const address = '/hiring.html?case={key}#{label}';
    const { key = [], label = [] } = hiringBinding('http://x').case;
    office = await openOffice({
      bindings: (host) => [hiringBinding(host.origin, { case: { key, label, address } })],
    });
    await signIn(office);
    office.gateway.batches.script.classes.set(2, 'findings');
    const page = await openBatchPage(office);
    await startBatch(page, 10);
    office.gateway.batches.advance(10);
    await page.getByRole('cell', { name: 'RL-2026-00002' }).waitFor();
    const opened = office.context.waitForEvent('page');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    expect((await opened).url()).toBe(`${office.host.origin}/hiring.html?case=202600002#RL-2026-00002`);
  });

  it('alone is handed a token: neither the card, which lies in other people’s pages, nor the popup', async () => {
    office = await openOffice();
    await signIn(office);
    const id = 'bat_019f9a3a-4b5c-7d6e-8f70-123456789abc';
    const door = { type: 'batch.door', door: { route: 'batchEvents', id }, refused: null };
    const ask = async (file: string): Promise<unknown> => {
      const page = await office.context.newPage();
      await page.goto(`chrome-extension://${office.id}/${file}`);
      const answer = await page.evaluate(
        (message) =>
          chrome.runtime.sendMessage(message).then(
            (reply) => reply ?? null,
            () => null,
          ),
        door,
      );
      await page.close();
      return answer;
    };
    expect(await ask('batch.html')).toMatchObject({ ok: true });
    expect(await ask('card.html')).toBeNull();
    expect(await ask('popup.html')).toBeNull();
  });

  it('is drawn as out of reach while the gateway does not answer at all, and comes to itself', async () => {
    office = await openOffice();
    await signIn(office);
    office.gateway.script.down = true;
    const page = await openBatchPage(office);
    await page.getByRole('heading', { name: '暂时连不上' }).waitFor();
    office.gateway.script.down = false;
    // Nobody presses anything.
    await page.getByText('还没有批量查验').waitFor();
    await until(() => page.getByRole('heading', { name: '暂时连不上' }).count()).toBe(0);
  });

  it('sends a list again under the same key where the answer was lost, so that nobody is registered twice', async () => {
    office = await openOffice();
    await signIn(office);
    const page = await openBatchPage(office);
    let lost = 0;
    office.gateway.script.before = (route) => {
      if (route === 'startBatch' && lost++ === 0) throw new Error('the answer is lost');
    };
    await page.getByLabel('环节和系统').selectOption({ index: 1 });
    await page.getByLabel('批次名称').fill('第一批');
    const list = {
      name: '名单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('姓名,证件号码,案号\r\n张清和,330899189001010010,RL-1\r\n'),
    };
    await page.locator('input[type=file]').setInputFiles(list);
    await page.getByRole('button', { name: '开始查验' }).click();
    await page.getByText('再按一次不会重复登记').waitFor();
    await page.getByRole('button', { name: '开始查验' }).click();
    await page.getByRole('heading', { name: '第一批' }).waitFor();
    const keys = office.gateway.of('startBatch').map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(office.gateway.batches.script.lists).toHaveLength(1);
  });
});
