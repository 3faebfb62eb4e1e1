import { readFile } from 'node:fs/promises';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, passed, press, pressAndCheck, read, tick, until } from './support/clerk.ts';
import { logIn, type Office, openCase, openOffice, signIn } from './support/office.ts';
import { FINDINGS } from './support/outcomes.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());

const popup = async () => {
  const page = await office.context.newPage();
  await page.goto(`chrome-extension://${office.id}/popup.html`);
  return page;
};

describe('the gateway does not answer', () => {
  it('says "not checked yet", lets the step go on as owed, and counts it in the popup', async () => {
    office.gateway.script.down = true;
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: '尚未查验，不影响办理' }).waitFor();
    await press(card, /先行办理/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire deferral']);
    const deferral = office.host.sent[0]?.headers['credit-check-deferral'] as string;
    expect(decodeJwt(deferral)).toMatchObject({
      organisation: 'qz-rsj',
      decisionPoint: 'civil-service-hiring',
      effect: 'favourable',
    });
    expect(deferral).not.toMatch(/330899|412/);
    const open = await popup();
    await open.getByRole('heading', { name: '待补查 1 笔' }).waitFor();
    await open.getByText('张** 330*************10').waitFor();
    await open.close();
    await page.close();
  });

  it('refuses nobody on credit grounds: an adverse decision must rest on something else', async () => {
    const page = await openCase(office, '414');
    const card = await pressAndCheck(page, '#reject');
    await card.getByRole('button', { name: /先行办理/ }).waitFor();
    await card.getByLabel('理由').fill('体检不合格。');
    await press(card, /先行办理/);
    await card.getByText('没有可依据的记录').waitFor();
    expect(passed(office)).toHaveLength(1);
    await tick(card.getByLabel('本决定不以信用记录为依据'));
    await press(card, /先行办理/);
    await until(() => passed(office)).toContain('/api/candidates/414/reject deferral');
    await page.close();
  });

  it('keeps what is owed over a restart of the browser, sealed, and delivers each once when it is back', async () => {
    await office.restartBrowser();
    const waiting = await popup();
    await waiting.getByRole('heading', { name: '待补查 2 笔' }).waitFor();
    // On disk lie masks and sealed bodies: neither number nor name nor reason.
    const kept = await waiting.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('duecheck');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction('outbox').objectStore('outbox').getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result));
          };
        }),
    );
    expect(kept).toContain('330*************10');
    expect(kept).not.toMatch(/330899|清和|体检/);
    // What is saved for whoever helps says that something waits, and nothing of whom.
    const download = waiting.waitForEvent('download');
    await waiting.getByRole('button', { name: '诊断信息' }).click();
    const saved = await readFile(await (await download).path(), 'utf8');
    expect(JSON.parse(saved)).toMatchObject({
      format: 'duecheck/diagnostics/1',
      bindings: [{ id: 'hiring-inspection', version: 1, enforcement: 'hold', covered: true, staleSince: null }],
      rules: { released: 0 },
      session: null,
      outbox: { waiting: 2, refused: [] },
    });
    expect(saved).not.toMatch(/330899|330\*|清和|欧阳|RL-2026|体检|zhang|token/i);
    await waiting.close();

    office.gateway.script.down = false;
    office.gateway.script.outcomes.set('412', FINDINGS);
    await signIn(office);
    await until(() => office.gateway.delivered.length).toBe(2);
    const after = await popup();
    await after.getByRole('heading', { name: '没有待补查' }).waitFor();
    await after.getByText('已补查 2 笔').waitFor();
    // What came up later asks for a review, and says no more here.
    await after.getByText('请复核：张** 330*************10').waitFor();
    expect(office.gateway.delivered).toMatchObject([
      {
        case: { key: '412' },
        subject: { number: '330899189001010010', name: '张清和' },
        effect: 'favourable',
        deferral: office.host.sent[0]?.headers['credit-check-deferral'],
      },
      { case: { key: '414' }, effect: 'adverse', ground: 'not-on-credit-records', reason: '体检不合格。' },
    ]);
    expect(new Set(office.gateway.of('outbox').map(({ key }) => key)).size).toBe(2);
    await after.close();
  });

  it('is not the case when the clerk is signed out: then it says so, and holds', async () => {
    const page = await popup();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByText('未登录').waitFor();
    await page.close();
    const host = await openCase(office, '415');
    const card = await pressAndCheck(host, '#hire');
    await card.getByRole('heading', { name: '登录后才能查验' }).waitFor();
    expect(await card.getByRole('button', { name: /先行办理/ }).count()).toBe(0);
    await read(host);
    const window = office.context.waitForEvent('page');
    await press(card, '登录');
    await logIn(await window);
    await (await cardOf(host)).getByRole('heading', { name: /未发现/ }).waitFor();
    await host.close();
  });
});
