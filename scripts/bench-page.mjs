/**
 * `npm run bench:page [-- --json FILE]`: what the extension costs a page and a clerk (DESIGN §9). A missed budget is said
 * and fails nothing. `--script` prints how to load the content script alone, and the marks between which it scans.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { contentScript, pageFigures, stub } from './bench/page.mjs';
import { workerFigures } from './bench/worker.mjs';
import { createSheet } from './lib/figures.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' }, script: { type: 'boolean' } } });

if (values.script) {
  const origin = 'http://hiring.localhost';
  console.log(`# 1. In a page of ${origin}, before the script:\n${stub(origin)}\n`);
  console.log(`# 2. Then evaluate:\n${contentScript()}\n`);
  console.log('# 3. Each scan lies between performance.mark duecheck:scan:begin and duecheck:scan:end');
} else {
  const sheet = createSheet();
  const options = { full: false, say: sheet.say };
  await pageFigures(options);
  await workerFigures(options);
  if (values.json !== undefined) writeFileSync(values.json, sheet.json());
}
