/** Keys of the whole browser. It cannot be pressed from here; what it tells the extension then can be said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBatchPage, startBatch } from './support/batch-page.ts';
import { cardOf, until } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await signIn(office);
});
afterAll(() => office.close());

/** As pressed while the tab in front is this one. */
const command = async (name: string) =>
  (await office.worker()).evaluate(async (which) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const event = chrome.commands.onCommand as unknown as { dispatch(name: string, tab?: object): void };
    event.dispatch(which, tab);
  }, name);

describe('a key of the whole browser', () => {
  it('has a name, and a suggestion that the browser takes', async () => {
    const known = await (await office.worker()).evaluate(() => chrome.commands.getAll());
    const ours = known.filter(({ name }) => !name?.startsWith('_'));
    expect(ours.map(({ name }) => name).sort()).toEqual(['check-now', 'next-unfinished', 'open-panel']);
    expect(ours.map(({ shortcut }) => shortcut).sort()).toEqual(['Alt+C', 'Alt+N', 'Alt+P']);
    for (const { description } of ours) expect(description).not.toMatch(/^(__MSG|$)/);
  });

  it('opens the card of the form on screen', async () => {
    const page = await openCase(office, '412');
    await page.bringToFront();
    await until(async () =>
      JSON.stringify(await (await office.worker()).evaluate(() => chrome.storage.session.get())),
    ).toContain('shown:');
    await command('check-now');
    const card = await cardOf(page);
    await card.locator('h2').first().waitFor();
    await page.close();
  });

  it('opens nothing where no bound form is on screen', async () => {
    const page = await office.context.newPage();
    await page.goto(`${office.host.origin}/`);
    await page.bringToFront();
    await command('check-now');
    await page.waitForTimeout(500);
    expect(page.frames()).toHaveLength(1);
    await page.close();
  });

  it('goes to the next one that somebody has to look at, from wherever the clerk is', async () => {
    const { script } = office.gateway.batches;
    script.classes.set(2, 'findings').set(5, 'mismatch');
    const batch = await openBatchPage(office);
    await startBatch(batch, 6);
    office.gateway.batches.advance(6);
    await batch.getByRole('cell', { name: 'RL-2026-00002' }).waitFor();
    const elsewhere = await openCase(office, '413');
    await elsewhere.bringToFront();
    const focused = () => batch.evaluate(() => document.activeElement?.textContent);
    await command('next-unfinished');
    await until(focused).toBe('RL-2026-00002');
    await until(() => batch.evaluate(() => document.visibilityState)).toBe('visible');
    await command('next-unfinished');
    await until(focused).toBe('RL-2026-00005');
    await elsewhere.close();
    await batch.close();
  });

  it('opens the batch page where none is open', async () => {
    const opened = office.context.waitForEvent('page', { predicate: (page) => page.url().includes('/batch.html') });
    await command('next-unfinished');
    await (await opened).close();
  });
});
