/** The recorder's window in its states, drawn, looked at by axe, and kept in out/shots for people to look at. */
import { describe, it } from 'vitest';
import { covered, openOffice } from '../extension/support/office.ts';
import { LANGUAGES, openAlbum, PATIENCE } from '../extension/support/shots.ts';
import { openRecorder, pointing, signInAs } from './support.ts';

const WIDTHS = [
  { name: 'narrow', width: 360, height: 1500 },
  { name: 'wide', width: 900, height: 1400 },
] as const;

describe.concurrent.each(LANGUAGES)('$name', PATIENCE, (look) => {
  it('is drawn in every state, and axe finds nothing', async ({ expect: hold }) => {
    const { keep, faults } = await openAlbum(look.name);
    const office = await openOffice({ ...look });
    try {
      await covered(office);
      const page = await office.context.newPage();
      await page.goto(`${office.host.origin}/sixth.html`);
      const recorder = await openRecorder(office, page, 'main button');
      const both = async (state: string) => {
        for (const { name, ...size } of WIDTHS) {
          await recorder.setViewportSize(size);
          await keep(recorder, `recorder-${state}-${name}`, recorder.mainFrame());
        }
      };
      await both('signed-out');
      await signInAs(office, 'li-min', 'clerk');
      await recorder.reload();
      await recorder.locator('main > p').nth(2).waitFor();
      await both('not-yours');
      await signInAs(office, 'admin', 'office');
      await recorder.reload();
      await recorder.locator('#step').waitFor();
      await both('empty');
      const [zh, en, organisation] = [0, 1, 2].map((at) => recorder.locator('input').nth(at));
      await zh?.fill('特种行业许可 · 受理');
      await en?.fill('Special trades · acceptance');
      await organisation?.fill('qz-rsj');
      const form = page.frameLocator('iframe');
      const point = async (at: number, css: string) => {
        await recorder.locator('.part button').nth(at).click();
        await pointing(recorder);
        if (at === 0) {
          await form.locator(css).hover();
          await keep(page, 'recorder-pointing');
        }
        await form.locator(css).click();
        await recorder.locator('[aria-pressed=true]').waitFor({ state: 'detached' });
      };
      await point(0, '[name=zjhm]');
      await point(1, '[name=sqrxm]');
      await point(2, '#lsh');
      const add = recorder.locator('section[aria-labelledby=controls] > button');
      await add.click();
      await pointing(recorder);
      await page.locator('x-bar').getByText('准予许可').click();
      await recorder.locator('fieldset').waitFor();
      await recorder.locator('section[aria-labelledby=try] button').click();
      await recorder.locator('.tried').waitFor();
      await both('recorded');
      await recorder.locator('main > section .buttons button').first().click();
      await recorder.locator('main .fault').first().waitFor();
      await both('faulty');
      await recorder.locator('select').first().selectOption('civil-service-hiring');
      await recorder.locator('.buttons .act').click();
      await recorder.locator('section[aria-labelledby=drafts] li').waitFor();
      await both('sent');
      await signInAs(office, 'second', 'office');
      await recorder.reload();
      await recorder.locator('section[aria-labelledby=drafts] li button').click();
      await recorder.locator('.reading').waitFor();
      await both('to-approve');
      hold(faults).toEqual([]);
    } finally {
      await office.close();
    }
  });
});
