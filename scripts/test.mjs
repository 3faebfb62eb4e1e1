/**
 * `npm test`: every stage, or those that are named (`npm test -- unit types`). Runs on Node 24, called by the bootstrap.
 * Last line: `N passed, N failed`, with `, N skipped` when something could not run on this machine.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, giveUp } from './lib/failure.mjs';
import { runStage } from './lib/run-stage.mjs';
import { stagesOf } from './lib/stages.mjs';

/** Two at a time on two cores. */
const AT_ONCE = 2;

const root = fileURLToPath(new URL('..', import.meta.url));
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failedTitles = [];
/** @type {string[]} */
const failures = [];

try {
  const stages = choose(process.argv.slice(2));
  mkdirSync(join(root, 'out', 'test'), { recursive: true });
  const together = stages.filter((stage) => stage.lane === 'together');
  const work = async () => {
    for (let stage = together.shift(); stage !== undefined; stage = together.shift()) await run(stage);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const stage of stages) if (stage.lane === 'alone') await run(stage);
  await Promise.all(stages.filter((stage) => stage.lane === 'last').map(run));
  if (failedTitles.length > 0) console.log(`\nfailed: ${failedTitles.join(', ')}`);
  for (const failure of failures) console.log(`  ${failure}`);
  const { passed, failed, skipped } = total;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  giveUp(error);
}

/** @param {string[]} names */
function choose(names) {
  const stages = stagesOf(root);
  const known = [...new Set(stages.map(({ name }) => name))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Failure('unknown-stage', `There is no stage ${unknown.join(', ')}.`, `There are: ${known.join(', ')}`);
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

/** @param {import('./lib/run-stage.mjs').Stage} stage */
async function run(stage) {
  if (stage.lane === 'alone') console.log(`\n── ${stage.title}`);
  const started = performance.now();
  const { output, broken, ...count } = await runStage(stage, { cwd: root });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += count[key];
  if (count.failed > 0) {
    failedTitles.push(stage.title);
    failures.push(...broken);
    if (output) console.log(`\n── ${stage.title}\n${output.trimEnd()}`);
  }
  const mark = count.failed > 0 ? '✗' : '✓';
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  console.log(`${mark} ${stage.title}: ${count.passed} passed, ${count.failed} failed${skipped} (${seconds} s)`);
}
