/** From a dead worker to its answer: what a clerk waits for when the browser has to start it first. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../lib/browser.mjs';
import { buildOffice } from '../office-build.mjs';

/** @import { Options } from '../bench-records.mjs' */

const TRIES = 15;

/** @param {Options} options */
export async function workerFigures({ say }) {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-bench-'));
  const extension = join(folder, 'extension');
  // Nobody listens there: what is measured is answered from the device itself.
  const nowhere = 'http://127.0.0.1:9';
  const { id } = await buildOffice({
    out: extension,
    config: {
      gatewayUrl: nowhere,
      issuer: nowhere,
      clientId: 'bench',
      listRoot: { vkeys: [], threshold: 1 },
      introduce: 'no',
      origins: [nowhere],
    },
  });
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findBrowser(),
    headless: true,
    args: [...browserArgs(), `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  try {
    if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
    const page = await context.newPage();
    await page.goto(`chrome-extension://${id}/popup.html`);
    await page.locator('main').waitFor();
    const session = await context.newCDPSession(page);
    const answer = () =>
      page.evaluate(async () => {
        const { chrome } = /** @type {any} */ (globalThis);
        const started = performance.now();
        await chrome.runtime.sendMessage({ type: 'popup.state' });
        return performance.now() - started;
      });
    const warm = [];
    const cold = [];
    for (let at = 0; at < TRIES; at++) {
      warm.push(await answer());
      const { targetInfos } = await session.send('Target.getTargets');
      for (const { targetId, type, url } of targetInfos)
        if (type === 'service_worker' && url.includes(id)) await session.send('Target.closeTarget', { targetId });
      // The browser knows a moment later that it has gone.
      await page.waitForTimeout(300);
      cold.push(await answer());
    }
    const median = (/** @type {number[]} */ of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
    const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
    say({ name: 'worker, awake, to its answer', value: round(median(warm)), unit: 'ms' });
    say({ name: 'worker, cold, to its answer', value: round(median(cold)), unit: 'ms', budget: { most: 150 } });
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}
