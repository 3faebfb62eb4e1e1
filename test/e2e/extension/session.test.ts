import { afterEach, describe, expect, it } from 'vitest';
import { decidedBy, passed, press, pressAndCheck, read, said, until } from './support/clerk.ts';
import { covered, type Office, openCase, openOffice, signIn, turnTo } from './support/office.ts';

let office: Office;
afterEach(() => office.close());

describe('a session', () => {
  it('is renewed without the clerk, while the provider answers', async () => {
    office = await openOffice();
    // Shorter than the margin before which tokens are renewed: each request renews.
    office.issuer.state.seconds = 20;
    await signIn(office);
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(office.issuer.state.refreshes).toBeGreaterThan(0);
  });

  it('that the gateway no longer takes is renewed once, and the check goes on', async () => {
    office = await openOffice();
    await signIn(office);
    office.issuer.tokens.clear();
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    expect(office.issuer.state.refreshes).toBe(1);
  });

  it('whose provider is down is an outage: the step goes on as owed', async () => {
    office = await openOffice();
    office.issuer.state.seconds = 20;
    await signIn(office);
    office.issuer.state.down = true;
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: '尚未查验，不影响办理' }).waitFor();
    await press(card, /先行办理/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire deferral']);
  });

  it.each(['unavailable', 'portal'] as const)(
    'whose provider is %s is an outage too, and not the end of the session',
    async (answers) => {
      office = await openOffice();
      office.issuer.state.seconds = 20;
      await signIn(office);
      office.issuer.state.answers = answers;
      const page = await openCase(office, '412');
      const card = await pressAndCheck(page, '#hire');
      await card.getByRole('heading', { name: '尚未查验，不影响办理' }).waitFor();
      office.issuer.state.answers = 'well';
      await press(card, /重试|再试/);
      await card.getByRole('button', { name: '查验', exact: true }).waitFor();
    },
  );

  it('that was ended while it was being renewed stays ended', async () => {
    office = await openOffice();
    await signIn(office);
    office.issuer.tokens.clear();
    office.issuer.state.pause = 1500;
    const page = await openCase(office, '412');
    await until(() => office.issuer.state.refreshes).toBe(1);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByRole('button', { name: '退出' }).click();
    await popup.getByRole('button', { name: '登录' }).waitFor();
    await page.waitForTimeout(2500);
    expect(await popup.evaluate(async () => 'account' in (await chrome.storage.session.get()))).toBe(false);
  });

  it('of another clerk inherits no decision in hand and no typed reason', async () => {
    office = await openOffice();
    await signIn(office);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const kept = () =>
      popup.evaluate(async () =>
        Object.keys(await chrome.storage.session.get()).filter((key) => /^(armed|draft):/.test(key)),
      );
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('理由').fill('材料已核。');
    await page.waitForTimeout(600);
    expect(await kept()).toHaveLength(1);
    await page.close();
    office.issuer.state.sub = 'wang-fang';
    await popup.reload();
    await popup.getByRole('button', { name: '退出' }).click();
    await popup.getByRole('button', { name: '登录' }).waitFor();
    await signIn(office);
    expect(await kept()).toEqual([]);
    // Whoever left is asked for by name, not taken from the provider's own session.
    expect(office.issuer.state.prompts).toEqual([null, 'login']);
  });

  it('that has ended lets nothing go that was decided in it, until its clerk is back', async () => {
    office = await openOffice();
    await signIn(office);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const page = await openCase(office, '412');
    // The host's button goes dead once the decision is made: its request is the clerk's to send.
    await page.evaluate(() =>
      document
        .querySelector('#hire')
        ?.addEventListener('click', (event) => event.stopImmediatePropagation(), { capture: true }),
    );
    const card = await pressAndCheck(page, '#hire');
    await card.getByRole('heading', { name: /未发现/ }).waitFor();
    await press(card, /保存决定/);
    const armed = () =>
      popup.evaluate(async () =>
        Object.keys(await chrome.storage.session.get()).filter((key) => key.startsWith('armed:')),
      );
    await until(armed).toHaveLength(1);
    await popup.getByRole('button', { name: '退出' }).click();
    await popup.getByRole('button', { name: '登录' }).waitFor();
    expect(await armed()).toEqual([]);
    await page.close();
    const later = await openCase(office, '412');
    const shut = await pressAndCheck(later, '#hire');
    await shut.getByRole('button', { name: '登录' }).waitFor();
    expect(passed(office)).toEqual([]);
    await later.close();
  });

  it('keeps its tokens off the disk', async () => {
    office = await openOffice();
    await signIn(office);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    const [session, local] = await popup.evaluate(async () => [
      JSON.stringify(await chrome.storage.session.get()),
      JSON.stringify(await chrome.storage.local.get()),
    ]);
    expect(session).toContain('token-');
    expect(local).toContain('list:bindings');
    expect(local).not.toContain('token-');
  });
});

describe('a build whose policy names no root', () => {
  it('takes no list, binds nothing and says so', async () => {
    office = await openOffice({ root: 'none' });
    await until(() => office.gateway.of('bindingsFeed').length).toBeGreaterThan(0);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByText('策略没有指定清单的签名公钥').waitFor();
    const page = await openCase(office, '412');
    await read(page);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
  });
});

describe('an extension that was updated or taken away under an open page', () => {
  it('leaves the page’s gate shut, and the page says what to do', async () => {
    office = await openOffice();
    await covered(office);
    const page = await openCase(office, '412');
    await until(() => said(page)).toContain('登录后才能查验');
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.evaluate(() => chrome.runtime.reload()).catch(() => null);
    await page.bringToFront();
    await page.waitForTimeout(1000);
    await page.fill('#remark', '笔试第一');
    await turnTo(page, '413');
    await until(() => said(page)).toContain('查验组件已更新，请刷新本页');
    expect(await said(page)).not.toContain('F8');
    await page.click('#hire');
    await until(() => said(page)).toContain('请刷新本页后再按“录用”');
    await page.waitForTimeout(600);
    expect(await decidedBy(page)).toEqual([]);
    expect(passed(office)).toEqual([]);
  });
});
