import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { broken } from './broken.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ status: number, output: string }} Ended `output` is empty where it went straight to the terminal
 * @typedef {object} Stage
 * @property {string} name what `npm test -- NAME` calls it; several may share one
 * @property {string} title
 * @property {string[]} command Node's arguments
 * @property {'together' | 'alone' | 'last'} lane `together`: beside others, its output kept until it ends; `last`: so too, after
 *   whatever wants the machine for itself
 * @property {string} [report] a file that it writes, removed before it starts
 * @property {(ended: Ended, report: unknown) => Count} count
 */

/**
 * @param {Stage} stage
 * @param {{ cwd: string }} options
 * @returns {Promise<Count & { output: string, broken: string[] }>} `broken`: each failure of a stage that reports its tests
 */
export async function runStage({ command, lane, report, count }, { cwd }) {
  if (report) rmSync(report, { force: true });
  const ended = await run(command, cwd, lane);
  const written = report && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  return { ...honest(count(ended, written), ended.status), output: ended.output, broken: broken(written, cwd) };
}

/**
 * Whatever a report says: a stage that ended badly has failed, and one that did nothing has not passed.
 * @param {Count} count
 * @param {number} status
 * @returns {Count}
 */
export function honest(count, status) {
  const bad = count.failed === 0 && (status !== 0 || count.passed + count.skipped === 0);
  return bad ? { ...count, failed: 1 } : count;
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {Stage['lane']} lane
 * @returns {Promise<Ended>}
 */
function run(args, cwd, lane) {
  return new Promise((done) => {
    const live = lane === 'alone';
    const child = spawn(process.execPath, args, {
      cwd,
      // On a machine without a locale Chromium gives a file with a Chinese name another one.
      env: { LANG: 'C.UTF-8', ...process.env },
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => done({ status: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => done({ status: code ?? 1, output }));
  });
}
