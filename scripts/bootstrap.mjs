/**
 * The way in on a fresh clone: `npm start` and `npm test` come here with any Node from 18.15 on and nothing installed.
 * Plain JavaScript without a dependency; when the house is in order, the work goes to the Node 24 that npm brought.
 *
 *   node scripts/bootstrap.mjs start [--tour]
 *   node scripts/bootstrap.mjs test [stage …]
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, nodeOf } from './lib/dependencies.mjs';
import { Failure, giveUp } from './lib/failure.mjs';
import { ensureBrowser, ensureFirefox, ensureNginx } from './lib/install-browser.mjs';
import { checkArchitecture, checkDisk, checkNode, checkWritable } from './lib/machine.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSER_STAGES = ['e2e', 'tour'];

try {
  checkNode();
  const [command = '', ...args] = process.argv.slice(2);
  if (command !== 'start' && command !== 'test')
    throw new Failure(
      'unknown-command',
      `There is no "${command}".`,
      'Type: npm start, npm start -- --tour, or npm test',
    );
  checkArchitecture();
  checkWritable(root);
  ensureDependencies(root);
  checkDisk(root, 'run');
  const needsBrowser = command === 'start' || args.length === 0 || args.some((stage) => BROWSER_STAGES.includes(stage));
  const browser = needsBrowser ? { DUECHECK_BROWSER: ensureBrowser() } : {};
  if (command === 'test' && (args.length === 0 || args.includes('e2e'))) ensureFirefox();
  if (command === 'test' && (args.length === 0 || args.includes('integration'))) ensureNginx();
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  // A gateway is started dozens of times; a third of that is compiling what was compiled before.
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') };
  handOver([join(root, 'scripts', `${command}.mjs`), ...args], { ...cache, ...process.env, ...browser, PATH: path });
} catch (error) {
  giveUp(error);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function handOver(args, env) {
  const child = spawn(nodeOf(root), args, { cwd: root, env, stdio: 'inherit' });
  // Ctrl-C reaches the whole group by itself: stay until the child has put everything away. The others come to us alone.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}
