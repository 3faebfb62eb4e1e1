/** What a clerk sees where a page does not say all: every state drawn, and looked at by axe. */
import { describe, expect, it } from 'vitest';
import { cardOf, press, pressAndCheck, pressed, read } from './support/clerk.ts';
import { openCase, openOffice, signIn } from './support/office.ts';
import { LOOKS, openAlbum, PATIENCE } from './support/shots.ts';

for (const look of LOOKS)
  describe.concurrent(look.name, PATIENCE, () => {
    it('is drawn in every state, and axe finds nothing', async () => {
      const { keep, faults } = await openAlbum(look.name, look);
      const office = await openOffice({ ...look });
      const go = /^(查验|Check) Ctrl/;
      try {
        await signIn(office);
        const masked = await openCase(office, '412');
        await masked.evaluate(() => {
          (document.getElementById('number') as HTMLInputElement).value = '3308**********0010';
        });
        await read(masked);
        await pressed(masked, '#hire');
        await keep(masked, 'gate-masked');
        await masked.keyboard.press('Enter');
        const card = await cardOf(masked);
        await card.getByRole('textbox').first().waitFor();
        await keep(masked, 'fill-masked', card);
        await card.getByRole('textbox').first().fill('330899189912319983');
        await press(card, go);
        await card.getByRole('alert').waitFor();
        await keep(masked, 'fill-fault', card);
        await masked.close();

        const stale = await openCase(office, '413');
        await stale.evaluate(() => {
          for (const label of document.querySelectorAll('.item .label'))
            if (/证件号码|业务流水号/.test(label.textContent ?? '')) label.textContent = '新栏目';
        });
        await stale.waitForTimeout(3600);
        await keep(stale, 'banner-stale');
        const asking = await pressAndCheck(stale, '#hire');
        await asking.getByRole('textbox').first().waitFor();
        await keep(stale, 'fill-stale', asking);
        await stale.close();

        const blocked = await openCase(office, '414');
        await blocked.evaluate(() => {
          (document.querySelector('#hire span') as Element).textContent = '通过';
        });
        await read(blocked);
        await pressed(blocked, '#hire');
        await keep(blocked, 'gate-blocked');
        await blocked.keyboard.press('Enter');
        const found = await cardOf(blocked);
        await press(found, found.locator('[data-save]'));
        await blocked.waitForTimeout(900);
        await keep(blocked, 'press-now');
        await blocked.close();

        const popup = await office.context.newPage();
        await popup.setViewportSize({ width: 320, height: 640 });
        await popup.goto(`chrome-extension://${office.id}/popup.html`);
        await popup.getByText(/页面已变化|pages have changed/).waitFor();
        await keep(popup, 'popup-stale', popup.mainFrame());
        expect(faults).toEqual([]);
      } finally {
        await office.close();
      }
    });
  });
