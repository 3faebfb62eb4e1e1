/**
 * What the content script costs a page of 1,000 rows: read and evaluated alone, beside the same page without it. The page
 * is opened anew for each try, and what the page itself costs is taken away.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { PAGE, wordsIn } from '../../core/text/index.ts';
import { hiringBinding } from '../../demo/hiring/binding.ts';
import { browserArgs, findBrowser } from '../lib/browser.mjs';
import { Failure } from '../lib/failure.mjs';

/** @import { Options } from '../bench-records.mjs' */

const TRIES = 15;
const ROWS = 1000;
const ROOT = new URL('../../', import.meta.url);

/** @returns {string} the built content script's path */
export function contentScript() {
  const path = fileURLToPath(new URL('../../dist/chrome-mv3/bound.js', import.meta.url));
  if (!existsSync(path)) throw new Failure('not-built', 'There is no built content script.', 'npm run build');
  return path;
}

/**
 * How to load the script alone, for whoever measures with tools of their own.
 * @param {string} origin
 */
export const stub = (origin) => `
  globalThis.duecheckMarks = true;
  globalThis.chrome = { runtime: {
    id: 'bench',
    getURL: (path) => path,
    onMessage: { addListener() {} },
    sendMessage: async ({ type }) => type === 'page.hello' ? ${JSON.stringify(setup(origin))}
      : type === 'page.due' ? { kind: 'due', due: 'mandatory', standing: 'not-done' }
      : type === 'page.number' ? { kind: 'resident-id', number: '330899189001010010' }
      : type === 'page.rows' ? Array(60).fill('not-done') : null,
  } };`;

/** @param {string} origin */
const setup = (origin) => ({
  language: 'zh-CN',
  words: wordsIn(PAGE, 'zh-CN'),
  styles: ['ui/tokens.css', 'extension/content/surface.css']
    .map((file) => readFileSync(new URL(file, ROOT), 'utf8'))
    .join(''),
  steps: [
    { binding: { ...hiringBinding(origin), page: '^/$' }, title: '公务员录用' },
    { binding: listBinding(origin), title: '公务员录用' },
  ],
});

/** Each of the thousand rows a step of its own, as where a list decides. @param {string} origin */
const listBinding = (origin) => ({
  ...hiringBinding(origin),
  id: 'list',
  page: '^/list$',
  container: { css: 'tbody > tr' },
  subject: { kind: 'detect', number: [{ column: '证件号码' }], name: [{ column: '姓名' }], visible: 'required' },
  case: { key: [{ column: '序号' }] },
  controls: [{ id: 'hire', locate: [{ button: '审核' }], effect: 'favourable', acts: 'sends' }],
});

/** @param {Options} options */
export async function pageFigures({ say }) {
  const code = readFileSync(contentScript(), 'utf8');
  say({
    name: 'content script',
    value: round(gzipSync(code, { level: 9 }).length / 1000),
    unit: 'kB gzip',
    budget: { most: 15 },
  });
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(ROWS));
  });
  await /** @type {Promise<void>} */ (new Promise((done) => server.listen(0, '127.0.0.1', done)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://hiring.localhost:${port}`;
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  try {
    /** @type {Record<string, number[]>} */
    const seen = { eval: [], first: [], again: [], heap: [], task: [] };
    /** @type {{ heap: number[], task: number[] }} */
    const bare = { heap: [], task: [] };
    /** @type {{ first: number[], again: number[] }} */
    const lists = { first: [], again: [] };
    for (let at = 0; at < TRIES; at++) {
      const without = await tryOnce(browser, origin, null);
      bare.heap.push(without.heap);
      bare.task.push(without.task);
      const found = await tryOnce(browser, origin, code);
      for (const [name, value] of Object.entries(found)) seen[name]?.push(value);
      const listed = await tryOnce(browser, `${origin}/list`, code);
      lists.first.push(listed.first);
      lists.again.push(listed.again);
    }
    const median = (/** @type {number[]} */ of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
    const of = (/** @type {string} */ name) => median(/** @type {number[]} */ (seen[name]));
    say({ name: 'evaluation', value: round(of('eval')), unit: 'ms', budget: { most: 5 } });
    say({ name: `first scan, ${ROWS} rows, dialog open`, value: round(of('first')), unit: 'ms', budget: { most: 10 } });
    say({ name: 'scan after a change', value: round(of('again')), unit: 'ms', budget: { most: 10 } });
    say({
      name: `first scan, ${ROWS} bound rows`,
      value: round(median(lists.first)),
      unit: 'ms',
      budget: { most: 10 },
    });
    say({
      name: 'scan of bound rows after a change',
      value: round(median(lists.again)),
      unit: 'ms',
      budget: { most: 10 },
    });
    say({
      name: 'heap, beyond the page’s own',
      value: round((of('heap') - median(bare.heap)) / 1024),
      unit: 'KiB',
      budget: { most: 500 },
    });
    say({
      name: 'longest task, beyond the page’s own',
      value: round(Math.max(0, of('task') - median(bare.task))),
      unit: 'ms',
      budget: { most: 50 },
    });
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string | null} code null: the page alone
 */
async function tryOnce(browser, origin, code) {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await page.evaluate(() => {
      const scope = /** @type {any} */ (globalThis);
      scope.longest = 0;
      new scope.PerformanceObserver((/** @type {any} */ list) => {
        for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest, duration);
      }).observe({ type: 'longtask' });
    });
    if (code !== null) await page.evaluate(stub(origin));
    const evaluated = await page.evaluate((text) => {
      const started = performance.now();
      if (text !== null) new Function(text)();
      return performance.now() - started;
    }, code);
    await page.waitForTimeout(250);
    // Twenty changes, as a table that is searched and paged makes them.
    for (let at = 0; at < 20; at++) {
      await page.evaluate((n) => {
        const cell = /** @type {any} */ (globalThis).document.querySelectorAll('tbody td')[n * 7];
        if (cell) cell.textContent = `改${n}`;
      }, at);
      await page.waitForTimeout(100);
    }
    const scans = await page.evaluate(() => {
      const begins = performance.getEntriesByName('duecheck:scan:begin');
      const ends = performance.getEntriesByName('duecheck:scan:end');
      return ends.map(({ startTime }, at) => startTime - (begins[at]?.startTime ?? 0));
    });
    const longest = await page.evaluate(() => /** @type {any} */ (globalThis).longest);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    // A set-up that the script no longer takes would measure as nothing, and look like a good figure.
    if (code !== null && scans.length < 2) throw new Failure('not-measured', 'The content script made no scan.', '');
    const later = scans.slice(1);
    return {
      eval: evaluated,
      first: code === null ? 0 : /** @type {number} */ (scans[0]),
      again: later.length > 0 ? later.reduce((sum, one) => sum + one, 0) / later.length : 0,
      heap: usedSize,
      task: longest,
    };
  } finally {
    await page.close();
  }
}

const round = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/** A host's page: a table, and the dialog of one candidate open over it. @param {number} rows */
const pageOf = (rows) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>招录</title><body>
<table><thead><tr><th>序号</th><th>姓名</th><th>证件号码</th><th>状态</th><th>操作</th></tr></thead><tbody>${Array.from(
  { length: rows },
  (_, at) =>
    `<tr><td>RL-2026-${String(at).padStart(4, '0')}</td><td>张**</td><td>3308**********0010</td><td>待审核</td><td><button>审核</button></td></tr>`,
).join('')}</tbody></table>
<div class="el-dialog"><header><span class="el-dialog__title">考察录用审核</span></header>
<p><label>姓名：</label><input value="张清和"></p><p><label>证件号码：</label><input value="330899189001010010"></p>
<p><span>业务流水号</span><span>412</span></p><p><span>报名序号：</span><span>RL-2026-0412</span></p>
<p><span>职位代码</span><span>GWY-2026-001</span></p>
<footer><button>录 用</button><button>驳 回</button></footer></div></body></html>`;
