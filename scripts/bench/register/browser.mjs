/** A hundred thousand entries audited in a browser's page, which goes on drawing meanwhile. The gateway is a folder of tiles here. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../../lib/browser.mjs';
import { memoryLog } from './memory-log.mjs';

const ENTRIES = 100_000;

/** @param {import('../../bench-register.mjs').Options} options */
export async function browserFigures({ say }) {
  const { files, checkpoint, vkey } = await memoryLog(ENTRIES);
  const script = await bundle();
  /** @type {ReadonlyMap<string, [string, string | Uint8Array]>} */
  const texts = new Map([
    ['/', ['text/html', '<!doctype html><title>audit</title><script src="/audit.js"></script>']],
    ['/audit.js', ['text/javascript', script]],
    ['/register/checkpoint', ['text/plain', checkpoint]],
    ['/register/vkey', ['text/plain', vkey]],
  ]);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const [type, body] = texts.get(path) ?? ['application/octet-stream', files.get(path.replace('/register/', ''))];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const run = () =>
      page.evaluate(() =>
        /** @type {{ auditInPage(): Promise<any> }} */ (/** @type {unknown} */ (globalThis)).auditInPage(),
      );
    const found = await run();
    if (found.status !== 'verified' || found.size !== ENTRIES) throw new Error('the log of the bench does not verify');
    say({ name: 'browser.audit100k', value: Number((found.ms / 1000).toFixed(2)), unit: 's', budget: { most: 10 } });
    say({ name: 'browser.progressSteps', value: found.steps, unit: 'steps of a progress bar' });
    say({
      name: 'browser.framesPerSecond',
      value: Math.round(found.frames / (found.ms / 1000)),
      unit: 'frames/s while it runs',
    });
    say({ name: 'browser.longestTask', value: Math.round(found.longest), unit: 'ms' });
    say({ name: 'browser.tasksOver50ms', value: found.long, unit: 'tasks' });
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** @returns {Promise<string>} */
async function bundle() {
  const entry = fileURLToPath(new URL('./browser-page.mjs', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'audit', fileName: 'audit' } },
  });
  const [{ output }] = /** @type {[{ output: [{ code: string }] }]} */ (/** @type {unknown} */ (built));
  return output[0].code;
}
