/** What befalls a device, a session and a clerk while something is owed: nothing is lost, and nothing goes unowed. */
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { passed, press, pressAndCheck, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
afterEach(() => office.close());

const open = async () => {
  office = await openOffice();
  await signIn(office);
};

/** "Go on as owed", in a page of its own. */
async function deferIn(page: Awaited<ReturnType<typeof openCase>>) {
  const card = await pressAndCheck(page, '#hire');
  await press(card, /先行办理/);
}
const carried = () => office.host.sent.map(({ headers }) => headers['credit-check-deferral'] as string);
const delivered = () => office.gateway.delivered.map(({ deferral }) => String(deferral));

describe('a full disk', () => {
  it('lets nothing through that could not be written down, and says so', async () => {
    await open();
    office.gateway.script.down = true;
    const worker = await office.worker();
    await worker.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      Object.assign(globalThis, { freeTheDisk: () => Object.assign(IDBObjectStore.prototype, { put }) });
    });
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await press(card, /先行办理/);
    await card.getByText('磁盘可能已满').waitFor();
    expect(passed(office)).toEqual([]);
    await worker.evaluate(() => (globalThis as unknown as { freeTheDisk(): void }).freeTheDisk());
    await press(card, /先行办理/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire deferral']);
    office.gateway.script.down = false;
    await worker.evaluate(() => self.dispatchEvent(new Event('online')));
    await until(delivered).toEqual(carried());
  });
});

describe.each([1, -1])('a clock %i day off', (days) => {
  it('holds up neither a decision nor what is owed', async () => {
    office = await openOffice();
    const worker = await office.worker();
    await worker.evaluate((ahead) => {
      const { now } = Date;
      Date.now = () => now() + ahead * 86_400_000;
    }, days);
    await signIn(office);
    const page = await openCase(office, '412');
    const card = await pressAndCheck(page, '#hire');
    await card.getByLabel('理由').fill('材料齐全，同意录用。');
    await press(card, /保存决定/);
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire receipt']);
    office.gateway.script.down = true;
    await deferIn(await openCase(office, '414'));
    await until(() => passed(office)).toContain('/api/candidates/414/hire deferral');
    office.gateway.script.down = false;
    await worker.evaluate(() => self.dispatchEvent(new Event('online')));
    await until(() => office.gateway.delivered.length).toBe(1);
  });
});

describe('a session that is revoked in the middle', () => {
  it('keeps what is owed until its clerk has signed in again', async () => {
    await open();
    office.gateway.script.down = true;
    await deferIn(await openCase(office, '412'));
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire deferral']);
    office.gateway.script.down = false;
    office.issuer.tokens.clear();
    office.issuer.state.answers = 'revoked';
    const refreshes = office.issuer.state.refreshes;
    await (await office.worker()).evaluate(() => self.dispatchEvent(new Event('online')));
    await until(() => office.issuer.state.refreshes).toBe(refreshes + 1);
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByText('未登录').waitFor();
    await popup.getByRole('heading', { name: '待补查 1 笔' }).waitFor();
    expect(delivered()).toEqual([]);
    office.issuer.state.answers = 'well';
    await signIn(office);
    await until(delivered).toEqual(carried());
  });
});

describe('a host that the clerk has taken away', () => {
  it('is not covered, says so, and what is owed is delivered all the same', async () => {
    await open();
    office.gateway.script.down = true;
    await deferIn(await openCase(office, '412'));
    await until(() => passed(office)).toEqual(['/api/candidates/412/hire deferral']);
    office.gateway.script.down = false;
    const settings = await office.context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(
      ([extension, host]) =>
        (
          chrome as unknown as { developerPrivate: { removeHostPermission(...of: unknown[]): Promise<void> } }
        ).developerPrivate.removeHostPermission(extension, host),
      [office.id, `${new URL(office.host.origin).protocol}//${new URL(office.host.origin).hostname}/*`],
    );
    const popup = await office.context.newPage();
    await popup.goto(`chrome-extension://${office.id}/popup.html`);
    await popup.getByText('hiring.localhost').first().waitFor();
    await (await office.worker()).evaluate(() => self.dispatchEvent(new Event('online')));
    await until(delivered).toEqual(carried());
  });
});

describe('two tabs that decide the same case', () => {
  it('owe each request by its own deferral', async () => {
    await open();
    office.gateway.script.down = true;
    await deferIn(await openCase(office, '412'));
    await until(() => passed(office).length).toBe(1);
    await deferIn(await openCase(office, '412'));
    await until(() => passed(office).length).toBe(2);
    const ids = carried().map((deferral) => decodeJwt(deferral).id);
    expect(new Set(ids).size).toBe(2);
    office.gateway.script.down = false;
    await (await office.worker()).evaluate(() => self.dispatchEvent(new Event('online')));
    // Whichever was tried last may arrive first.
    await until(() => delivered().sort()).toEqual(carried().sort());
  });
});
