/** The batch page in every state, wide and beside the bound system, and what axe finds in each. */
import { describe, expect, it } from 'vitest';
import { listOf, openBatchPage, startBatch } from './support/batch-page.ts';
import { covered, openOffice, signIn } from './support/office.ts';
import { LANGUAGES, openAlbum, PATIENCE } from './support/shots.ts';

const WIDTHS = [
  { name: 'wide', width: 1366, height: 768 },
  { name: 'narrow', width: 900, height: 768 },
] as const;

for (const look of LANGUAGES)
  describe.concurrent(look.name, PATIENCE, () => {
    it('draws the batch page in every state, and axe finds nothing', async () => {
      const { keep, faults } = await openAlbum(look.name);
      const office = await openOffice({ ...look });
      const { batches, script } = office.gateway;
      const zh = look.language === 'zh-CN';
      const round = zh ? '2026 年考察第一批' : '2026 inspection, first group';
      try {
        await covered(office);
        const page = await openBatchPage(office);
        const both = async (state: string) => {
          for (const { name, ...size } of WIDTHS) {
            await page.setViewportSize(size);
            await keep(page, `batch-${state}-${name}`, page.mainFrame());
          }
        };
        await page.locator('button').waitFor();
        await both('signed-out');
        await signIn(office);
        script.down = true;
        await page.reload();
        await page.locator('.band').waitFor();
        await both('outage');
        script.down = false;
        await page.reload();
        await page.locator('select').waitFor();
        await both('empty');
        await page.locator('input[type=file]').setInputFiles(listOf(10_000));
        await page.getByRole('button', { name: /开始查验|Start/ }).click();
        await page.getByRole('alert').waitFor();
        await both('missing');

        const { classes, codes, decisions } = batches.script;
        for (const [n, as] of [
          [3, 'findings'],
          [8, 'mismatch'],
          [9, 'unchecked'],
          [14, 'invalid'],
          [15, 'invalid'],
          [21, 'refused'],
          [30, 'look-again'],
          [31, 'findings'],
        ] as const)
          classes.set(n, as);
        codes.set(9, 'city,province').set(21, 'no-authorisation').set(14, 'subject-masked').set(15, 'case-twice');
        decisions.set(31, 'effective');
        await startBatch(page, 10_000, round);
        batches.advance(6812);
        await page.getByText('6,812 / 10,000').waitFor();
        await page.locator('tbody tr').nth(7).waitFor();
        await page.keyboard.press('j');
        await both('running');
        script.down = true;
        batches.cut();
        await page.locator('.stale').waitFor();
        await both('stale');
        await office.context.setOffline(true);
        await page.getByText(/本机没有网络|no network/).waitFor();
        await both('offline');
        // Back on the network it tries at once, and the next time only after a longer pause.
        script.down = false;
        await office.context.setOffline(false);
        batches.change({ state: 'paused', pausedBecause: 'mismatches' });
        await page.getByRole('button', { name: /继续|Go on/ }).waitFor();
        await both('paused');
        await page.getByRole('button', { name: /^(取消|Cancel)$/ }).click();
        await both('cancel');
        await page.getByRole('button', { name: /不取消|Do not/ }).click();
        await page.getByRole('button', { name: /继续|Go on/ }).click();
        await page.getByRole('heading', { name: /^(查验中|running)$/ }).waitFor();
        batches.advance(10_000);
        await page.getByRole('heading', { name: /整轮决定|One decision/ }).waitFor();
        await both('done');
        await page.setViewportSize({ width: 1366, height: 1400 });
        await keep(page, 'batch-done-whole', page.mainFrame());
        const expiresAt = new Date(Date.now() + 1_800_000).toISOString();
        batches.change({ state: 'deciding', decided: 4100 });
        await page.evaluate(() => dispatchEvent(new Event('focus')));
        await page.getByText(/4,100/).waitFor();
        await both('deciding');
        batches.change({ state: 'done', decided: 9992, receipt: { expiresAt, n: 9992 } });
        await page.locator('.receipt').waitFor();
        await page.setViewportSize({ width: 1366, height: 1400 });
        await keep(page, 'batch-receipt', page.mainFrame());

        batches.script.differences = [3, 31];
        await page.getByRole('button', { name: /^(重新查验|Check again)$/ }).click();
        await page.getByText(/这是一次重新查验|second run/).waitFor();
        batches.advance(10_000);
        await page.getByRole('heading', { name: /结果有变化|results differ/ }).waitFor();
        await both('differences');
        batches.script.needsRelease = true;
        await page.getByRole('button', { name: /新建批量查验|New batch/ }).click();
        await startBatch(page, 25_000, `${round} 2`);
        await both('needs-release');
        expect(faults).toEqual([]);
      } finally {
        await office.close();
      }
    });
  });
