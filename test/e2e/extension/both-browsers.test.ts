/** The same days at two desks: one with Chromium, one with Firefox. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../../../scripts/lib/firefox.mjs';
import { openChromiumDesk } from './support/chromium-desk.ts';
import { until } from './support/clerk.ts';
import type { Desk } from './support/desk.ts';
import { openFirefoxDesk } from './support/firefox-desk.ts';
import { FINDINGS } from './support/outcomes.ts';

const DESKS = { Chromium: openChromiumDesk, Firefox: openFirefoxDesk };

const sent = ({ host }: Desk) =>
  host.sent.map(({ path, headers }) => {
    const carried = headers['credit-check-receipt']
      ? 'receipt'
      : headers['credit-check-deferral']
        ? 'deferral'
        : 'bare';
    return `${path} ${carried}`;
  });

describe.each(Object.entries(DESKS))('in %s', (name, open) => {
  const here = name !== 'Firefox' || findFirefox() !== undefined;
  let desk: Desk;
  beforeAll(async () => {
    if (here) desk = await open();
  });
  afterAll(() => desk?.close());

  const test = it.skipIf(!here);

  test('a step that is due is held, checked, decided and let go with its receipt', async () => {
    await desk.signIn();
    const page = await desk.openCase('412');
    await page.pressed('#hire');
    expect(sent(desk)).toEqual([]);
    await page.checkNow();
    await page.cardSays('未发现');
    await page.fillIn('理由', '材料齐全，同意录用。');
    await page.press(/保存决定/);
    await until(() => sent(desk)).toEqual(['/api/candidates/412/hire receipt']);
    await page.close();
  });

  test('what was found is shown, and a refusal waits to be heard', async () => {
    desk.gateway.script.outcomes.set('414', FINDINGS);
    const page = await desk.openCase('414');
    await page.pressed('#reject');
    await page.checkNow();
    await page.cardSays('示例市公务员主管部门');
    expect(sent(desk)).toHaveLength(1);
    await page.close();
  });

  test('an outage lets the step go on as owed, and what is owed is delivered once', async () => {
    desk.gateway.script.down = true;
    const page = await desk.openCase('413');
    await page.pressed('#hire');
    await page.checkNow();
    await page.cardSays('尚未查验，不影响办理');
    await page.press(/先行办理/);
    await until(() => sent(desk)).toContain('/api/candidates/413/hire deferral');
    await page.close();
    expect(await desk.popupText()).toContain('待补查 1 笔');
    // What ends is only its memory: what is owed lies on disk.
    await desk.workerEnds();
    desk.gateway.script.down = false;
    await desk.deliverNow();
    const owed = desk.host.sent.at(-1)?.headers['credit-check-deferral'];
    expect(desk.gateway.delivered.map(({ deferral }) => String(deferral))).toEqual([owed]);
  });

  test('a worker that ended between check and decision loses neither', async () => {
    const page = await desk.openCase('415');
    await page.pressed('#hire');
    await page.checkNow();
    await page.cardSays('未发现');
    await desk.workerEnds();
    await page.fillIn('理由', '材料齐全，同意录用。');
    await page.press(/保存决定/);
    await until(() => sent(desk)).toContain('/api/candidates/415/hire receipt');
    expect(desk.gateway.of('check').filter(({ body }) => (body.case as { key: string }).key === '415')).toHaveLength(1);
    await page.close();
  });
});
