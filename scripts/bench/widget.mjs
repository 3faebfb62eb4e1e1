/** Bytes, evaluation, heap and layout of loader and frame, in a page that holds one element, with a real gateway behind. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { planPartner } from '../../demo/partner/plan.ts';
import { freePorts } from '../../demo/ports.ts';
import { writePartner } from '../../gateway/widget/write-partner.ts';
import { createPartner } from '../../widget/verify/index.ts';
import { browserArgs, findBrowser } from '../lib/browser.mjs';
import { openGateway, openHouse } from './house.mjs';

const TRIES = 9;
const FILES = fileURLToPath(new URL('../../widget/dist/hosted', import.meta.url));

/** As docs/widget.md has it: the place is kept before the script is there. */
const PLACE = 'credit-check { display: inline-block; width: 320px; height: 88px }';

/** @param {{ say: (figure: import('../lib/figures.mjs').Figure) => void }} options */
export async function widgetFigures({ say }) {
  const manifest = JSON.parse(readFileSync(join(FILES, 'manifest.json'), 'utf8'));
  const size = (/** @type {string[]} */ ...parts) =>
    parts.reduce((sum, part) => sum + brotliCompressSync(part).length, 0) / 1000;
  const file = (/** @type {string} */ name) => readFileSync(join(FILES, name), 'utf8');
  const kilobytes = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ most) =>
    say({ name, value: round(value), unit: 'kB brotli', budget: { most } });
  kilobytes('widget.loader', size(file(manifest.loader.name)), 4);

  const house = await openHouse([]);
  const ports = await freePorts();
  const at = (/** @type {string} */ name, /** @type {number} */ port) => `http://${name}.localhost:${port}`;
  const [windowUrl, widgetUrl] = [at('window', ports.window), at('widget', ports.widget)];
  const { running } = await openGateway(house, {
    port: ports.gateway,
    url: `http://127.0.0.1:${ports.gateway}`,
    window: { host: '127.0.0.1', port: ports.window, url: windowUrl, clientId: 'bench' },
    widget: { host: '127.0.0.1', port: ports.widget, url: widgetUrl, files: FILES },
  });
  const plan = await planPartner(join(house.folder, 'partner'), { port: ports.partner, gateway: running.world.url });
  const loader = `${widgetUrl}/${manifest.version}/${manifest.loader.name}`;
  const server = createServer(({ url = '' }, response) => {
    const session = new URLSearchParams(url.split('?')[1]).get('session');
    const element = session === null ? '' : `<credit-check session="${session}"></credit-check>`;
    const script = session === null ? '' : `<script type="module" src="${loader}" crossorigin></script>`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="zh-CN"><title>x</title><style>${PLACE}</style>${script}<p>上</p>${element}<p>下</p>`,
    );
  });
  await /** @type {Promise<void>} */ (new Promise((done) => server.listen(ports.partner, '127.0.0.1', done)));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  try {
    const { world } = running;
    const registration = /** @type {any} */ (plan.registrations[1]);
    await world.db
      .transaction()
      .execute((trx) => writePartner(trx, world, registration, { organisation: 'qz', actor: null }));
    const open = async () => {
      const partner = createPartner(plan.test);
      return partner.openSession({ decisionPoint: 'commercial-loan', case: crypto.randomUUID(), origin: plan.origin });
    };
    const { session } = await open();
    const local = (/** @type {number} */ port, /** @type {string} */ path) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-language': 'zh-CN' } }).then((one) => one.text());
    const { script, style } = manifest.frame;
    const frame = await local(ports.widget, `/frame/${session}?origin=${plan.origin}`);
    const window = await local(ports.window, `/enquiry/${session}`);
    kilobytes('widget.frame-and-window', size(file(script.name), file(style.name), frame, window), 25);

    /** @type {Record<'evaluation' | 'script' | 'heap' | 'shift', number[]>} */
    const seen = { evaluation: [], script: [], heap: [], shift: [] };
    for (let n = 0; n < TRIES; n++) {
      const found = await tryOnce(browser, { origin: plan.origin, widgetUrl, session: (await open()).session });
      for (const [name, value] of Object.entries(found)) seen[/** @type {'heap'} */ (name)].push(value);
    }
    const median = (/** @type {number[]} */ of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
    const ms = round(median(seen.evaluation));
    say({ name: 'widget.evaluation', value: ms, unit: 'ms CPU, loader and frame', budget: { most: 10 } });
    say({ name: 'widget.script', value: round(median(seen.script)), unit: 'ms CPU in all, until 2.5 s later' });
    const heap = round(median(seen.heap) / 1000);
    say({ name: 'widget.heap', value: heap, unit: 'kB, loader and frame', budget: { most: 400 } });
    say({ name: 'widget.layout-shift', value: round(Math.max(...seen.shift)), unit: 'CLS', budget: { most: 0 } });
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await running.close();
    await house.close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ origin: string, widgetUrl: string, session: string }} where
 */
async function tryOnce(browser, { origin, widgetUrl, session }) {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const heapOf = async (/** @type {import('playwright-core').Page | import('playwright-core').Frame} */ of) => {
    const devtools = await context.newCDPSession(of);
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  try {
    // What an empty page of each origin holds is the browser's own; one after the other, or the last is kept for going back.
    const empty = async (/** @type {string} */ address) => {
      const bare = await context.newPage();
      await bare.goto(address);
      const held = await heapOf(bare);
      await bare.close();
      return held;
    };
    const emptyFrame = await empty(`${widgetUrl}/latest.json`);
    const emptyPage = await empty(origin);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] });
    await page.goto(`${origin}/?session=${session}`);
    // Nothing of the driver's may be put into the frame: it would be counted.
    await page.waitForTimeout(2500);
    const trace = JSON.parse((await browser.stopTracing()).toString());
    const frame = page.frames().find((one) => one.url().includes('/frame/'));
    if (frame === undefined) throw new Error('there is no frame');
    const heap = (await heapOf(page)) - emptyPage + (await heapOf(frame)) - emptyFrame;
    const shift = await page.evaluate(
      () =>
        new Promise((done) => {
          const scope = /** @type {any} */ (globalThis);
          let sum = 0;
          new scope.PerformanceObserver((/** @type {any} */ list) => {
            for (const { value } of list.getEntries()) sum += value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 200);
        }),
    );
    return { ...scriptIn(trace.traceEvents, widgetUrl), heap, shift: Number(shift) };
  } finally {
    await context.close();
  }
}

/**
 * All script in a page and a frame that have none but ours: read, compiled and run until the frame shows its state, on whatever
 * thread. Of events that lie in one another the outermost counts.
 *
 * @param {any[]} events @param {string} widgetUrl
 */
function scriptIn(events, widgetUrl) {
  // A budget that was met because nothing was measured would be none.
  const compiled = events.filter(
    ({ name, args }) => name === 'v8.compileModule' && args?.fileName?.startsWith(widgetUrl),
  );
  if (compiled.length < 2) throw new Error('loader and frame are not in the trace');
  /** @type {Map<string, number>} */
  const ends = new Map();
  let [evaluation, script] = [0, 0];
  for (const { name, ts, dur = 0, tdur = dur, pid, tid } of events
    .filter(({ name }) => SCRIPT.has(name))
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    const thread = `${pid}/${tid}`;
    if (ts < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, ts + dur);
    script += tdur;
    if (EVALUATION.has(name)) evaluation += tdur;
  }
  return { evaluation: evaluation / 1000, script: script / 1000 };
}

/** Read, compiled, and its own statements run. */
const EVALUATION = new Set(['v8.parseOnBackground', 'v8.compileModule', 'v8.evaluateModule', 'EvaluateScript']);
/** And whatever they call later: a frame made, a question asked, an answer drawn. */
const SCRIPT = new Set([...EVALUATION, 'FunctionCall', 'RunMicrotasks', 'v8.callFunction']);

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;
