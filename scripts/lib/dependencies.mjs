import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { checkDisk } from './machine.mjs';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[] }} Locked */

/** Node 24 from npm: what everything but the bootstrap runs on. @param {string} root */
export const nodeOf = (root) =>
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what package-lock.json names, unless it is there. @param {string} root */
export function ensureDependencies(root) {
  if (isInstalled(root)) return;
  checkDisk(root, 'install');
  console.log('Installing what package-lock.json names, this once (half a minute on two cores) …');
  const run = npm(root, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
  if (run.status !== 0) {
    checkDisk(root, 'run');
    throw new Failure(
      'install-failed',
      'npm could not install the dependencies; its own words are above.',
      'Mend that, then try again.',
    );
  }
  if (!runs(root))
    throw new Failure(
      'install-scripts-off',
      'npm did not run the install script that brings Node 24.',
      'Run: npm ci --ignore-scripts=false',
    );
}

/** npm notes at the end of an install what lies in node_modules: compare that with the lock. @param {string} root */
function isInstalled(root) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(note, 'utf8')).packages;
  return isSatisfied(wanted, found, process) && runs(root);
}

/**
 * @param {Record<string, Locked>} wanted
 * @param {Record<string, Locked>} found
 * @param {{ platform: string, arch: string }} machine
 */
export function isSatisfied(wanted, found, { platform, arch }) {
  for (const [place, { version, optional }] of Object.entries(wanted))
    if (place.startsWith('node_modules/') && optional !== true && found[place]?.version !== version) return false;
  // Copied from another kind of machine, or seen from inside a container.
  return Object.values(found).every(({ os = [platform], cpu = [arch] }) => os.includes(platform) && cpu.includes(arch));
}

/** @param {string} root */
const runs = (root) => spawnSync(nodeOf(root), ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  const env = { ...process.env };
  // npm keeps its cache under the home folder; service users often have none that they may write to.
  if (!isWritable(homedir())) env.npm_config_cache = join(root, '.duecheck', 'npm-cache');
  const cli = process.env.npm_execpath;
  const options = /** @type {const} */ ({ cwd: root, env, stdio: 'inherit' });
  // The npm that called us, if one did; npm is a shell script on Windows.
  const run = cli?.endsWith('js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.error)
    throw new Failure(
      'no-npm',
      'npm cannot be started.',
      'Install npm (it comes with Node from https://nodejs.org; on Debian: apt-get install npm).',
    );
  return run;
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
