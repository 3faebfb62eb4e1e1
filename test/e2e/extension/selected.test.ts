/** "Check the selected number": the number typed in, and everything else asked for as ever. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press, until } from './support/clerk.ts';
import { hiringBinding } from './support/lists.ts';
import { covered, logIn, type Office, openOffice, signIn } from './support/office.ts';
import { LANGUAGES, openAlbum, PATIENCE } from './support/shots.ts';

const NUMBER = '330899189001010010';

/** The browser's own menu cannot be pressed from here; what it says to the extension can be said. */
async function select(office: Office, selectionText: string, pageUrl = 'http://unbound.test/list?q=1'): Promise<Page> {
  const opened = office.context.waitForEvent('page');
  const worker = await office.worker();
  await worker.evaluate(
    (info) => {
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(info: object): void };
      event.dispatch({ menuItemId: 'check-selected', editable: false, ...info });
    },
    { selectionText, pageUrl },
  );
  const page = await opened;
  await page.locator('h1').waitFor();
  return page;
}

/** Everything that the extension keeps anywhere. */
const kept = async (office: Office) =>
  (await office.worker()).evaluate(async () => ({
    session: JSON.stringify(await chrome.storage.session.get()),
    local: JSON.stringify(await chrome.storage.local.get()),
  }));

describe('a selected number', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({
      bindings: (host) => [
        hiringBinding(host.origin),
        hiringBinding('http://elsewhere.localhost:1', { id: 'elsewhere', title: { zh: '外网受理', en: 'Elsewhere' } }),
      ],
    });
    await signIn(office);
  });
  afterAll(() => office.close());

  it('is looked up once step, case and name are there, and not before', async () => {
    const page = await select(office, `证件号码 ${NUMBER}`);
    await page.getByText('所选号码 330*************10').waitFor();
    const step = page.getByLabel('为哪个环节查验');
    await step.waitFor();
    // Selected in no bound system: for which step is the clerk's to say.
    expect(await step.inputValue()).toBe('');
    expect(await page.getByRole('button', { name: '填写案号和当事人' }).isDisabled()).toBe(true);
    await step.selectOption('hiring-inspection');
    await page.getByRole('button', { name: '填写案号和当事人' }).click();
    await page.getByLabel('姓名或名称').waitFor();
    expect(await page.getByLabel('证件号码').count()).toBe(0);
    const card = page.mainFrame();
    await press(card, /^查验 Ctrl/);
    await card.getByText('请填写案号').waitFor();
    expect(office.gateway.of('check')).toEqual([]);
    await card.getByLabel('案号').fill('RL-2026-0497');
    await card.getByLabel('姓名或名称').fill('张清和');
    await press(card, /^查验 Ctrl/);
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(office.gateway.of('check').map(({ body }) => body.subject)).toEqual([
      { kind: 'resident-id', number: NUMBER, name: '张清和' },
    ]);
    await page.close();
    await until(async () => (await kept(office)).session.includes(NUMBER)).toBe(false);
  });

  it('stands in no address, on no disk, and goes with its tab', async () => {
    const page = await select(office, NUMBER);
    await page.getByLabel('为哪个环节查验').waitFor();
    expect(page.url()).not.toContain('330899');
    expect((await kept(office)).local).not.toContain('330899');
    expect((await kept(office)).session).toContain(NUMBER);
    const copy = await office.context.newPage();
    await copy.goto(page.url());
    await copy.getByText(/这一页已失效|no longer valid/).waitFor();
    await copy.close();
    await page.close();
    await until(async () => (await kept(office)).session.includes(NUMBER)).toBe(false);
  });

  it('knows the step where it was selected in a system with one', async () => {
    const page = await select(office, NUMBER, `${office.host.origin}/people?page=3`);
    await until(() => page.getByLabel('为哪个环节查验').inputValue()).toBe('hiring-inspection');
    // By keyboard alone: the choice has the keys already.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('姓名或名称').waitFor();
    await page.close();
  });

  it.each([
    ['3308**********0010', /有遮盖，不能据以查验/],
    ['330899189001010011', /末位校验不符/],
    ['考察录用审核', /没有证件号码/],
    [`${NUMBER} 330899189912319983`, /不止一个号码/],
  ])('%s is said to be none, and nothing is looked up', async (text, said) => {
    const before = office.gateway.of('check').length;
    const page = await select(office, text);
    await page.getByText(said).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect((await kept(office)).session).not.toContain('330899');
    expect(office.gateway.of('check')).toHaveLength(before);
    await page.close();
  });
});

describe.concurrent.each(LANGUAGES)('$name', PATIENCE, (look) => {
  it('is drawn, and axe finds nothing', async ({ expect: hold }) => {
    const { keep, faults } = await openAlbum(look.name);
    const office = await openOffice({ ...look });
    try {
      await covered(office);
      const page = await select(office, NUMBER);
      await page.setViewportSize({ width: 900, height: 480 });
      await page.getByRole('button').waitFor();
      await keep(page, 'selected-signed-out', page.mainFrame());
      const window = office.context.waitForEvent('page');
      await page.getByRole('button').click();
      await logIn(await window);
      await page.getByRole('combobox').waitFor();
      await keep(page, 'selected', page.mainFrame());
      await page.setViewportSize({ width: 360, height: 480 });
      await keep(page, 'selected-narrow', page.mainFrame());
      const wrong = await select(office, '3308**********0010');
      await wrong.setViewportSize({ width: 360, height: 480 });
      await keep(wrong, 'selected-masked', wrong.mainFrame());
      hold(faults).toEqual([]);
    } finally {
      await office.close();
    }
  });
});
