/** Every state of our surfaces, drawn, looked at by axe, and kept in out/shots for people to look at. */
import type { Frame, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { press, pressAndCheck, read, tick } from './support/clerk.ts';
import { type Office, openCase, openOffice, signIn } from './support/office.ts';
import { BENEFIT, CLEAR, DISPUTED, FINDINGS, MISMATCH, TWO_SOURCES, UNKNOWN } from './support/outcomes.ts';
import { LOOKS, openAlbum, PATIENCE } from './support/shots.ts';

for (const look of LOOKS)
  describe.concurrent(look.name, PATIENCE, () => {
    it('is drawn in every state, and axe finds nothing', async () => {
      const { keep, faults } = await openAlbum(look.name, look);
      const office: Office = await openOffice(look);
      const { outcomes } = office.gateway.script;
      const withCard = async (
        state: string,
        id: string,
        button: '#hire' | '#reject',
        also: (card: Frame, page: Page) => Promise<unknown> = async () => {},
      ) => {
        const page = await openCase(office, id);
        const card = await pressAndCheck(page, button);
        await card.locator('h2').first().waitFor();
        await also(card, page);
        await keep(page, state, card);
        await page.close();
      };
      try {
        const popup = await office.context.newPage();
        await popup.goto(`chrome-extension://${office.id}/popup.html`);
        await popup.locator('footer').waitFor();
        await keep(popup, 'popup-signed-out', popup.mainFrame());
        await withCard('signed-out', '412', '#hire');
        await popup.close();
        await signIn(office);

        const first = await openCase(office, '412');
        await read(first);
        await keep(first, 'banner');
        await first.click('#hire');
        await keep(first, 'gate');
        await first.close();
        const wrong = await openCase(office, '416');
        await read(wrong);
        await keep(wrong, 'invalid-number');
        await wrong.close();

        outcomes.set('412', CLEAR);
        await withCard('clear', '412', '#hire');
        outcomes.set('414', BENEFIT);
        await withCard('benefit', '414', '#hire');
        outcomes.set('413', FINDINGS);
        await withCard('findings-favourable', '413', '#hire');
        outcomes.set('414', TWO_SOURCES);
        await withCard('two-sources', '414', '#hire');
        outcomes.set('415', DISPUTED);
        await withCard('disputed', '415', '#hire');
        outcomes.set('417', UNKNOWN);
        await withCard('unknown', '417', '#hire');
        outcomes.set('415', MISMATCH);
        await withCard('mismatch', '415', '#hire');
        await withCard('clear-adverse', '412', '#reject');

        await withCard('findings', '413', '#reject', async (card) => {
          await tick(card.getByRole('radio').last());
          await card.locator('textarea').first().fill('主管部门已认定作弊，拟取消录用资格。');
        });
        await withCard('notice', '413', '#reject', async (card) => {
          await tick(card.getByRole('radio').last());
          await card.locator('textarea').first().fill('主管部门已认定作弊，拟取消录用资格。');
          await press(card, card.locator('[data-save]'));
          await card.locator('select').waitFor();
        });
        await withCard('hearing', '413', '#reject', async (card) => {
          await card.locator('select').selectOption('in-person');
          await press(card, card.locator('[data-save]').first());
          await card
            .getByText(/听取意见期至|To be heard until/)
            .first()
            .waitFor();
        });
        office.gateway.script.legalToday = '2026-11-28';
        await withCard('lapsed', '413', '#reject');
        await withCard('effect', '413', '#reject', async (card) => {
          await press(card, card.locator('[data-save]').first());
          await card.locator('.records').waitFor();
        });

        office.gateway.script.down = true;
        await withCard('outage', '414', '#hire', async (card) => card.locator('textarea').waitFor());
        const page = await openCase(office, '414');
        const card = await pressAndCheck(page, '#hire');
        await card.locator('textarea').waitFor();
        await press(card, card.locator('[data-save]'));
        await vi.waitUntil(() => office.host.sent.length === 1, { timeout: 15_000 });
        await page.close();
        const owed = await office.context.newPage();
        await owed.goto(`chrome-extension://${office.id}/popup.html`);
        await owed.locator('li').first().waitFor();
        await keep(owed, 'popup-owed', owed.mainFrame());
        await owed.close();
        expect(faults).toEqual([]);
      } finally {
        await office.close();
      }
    });
  });
