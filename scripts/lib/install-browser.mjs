import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { browserArgs, checkBrowser, findBrowser, lookForBrowser } from './browser.mjs';
import { Failure } from './failure.mjs';
import { findFirefox } from './firefox.mjs';
import { findNginx } from './nginx.mjs';

/**
 * A browser that starts; on Debian as root it is installed if missing.
 * @returns {string} its path
 * @throws {Failure} `no-browser`, `no-sandbox`, `browser-broken`
 */
export function ensureBrowser() {
  if (lookForBrowser() === undefined) installBrowser();
  else if (!hasChineseFonts() && mayInstall()) apt(['fonts-noto-cjk']);
  const executablePath = findBrowser();
  checkBrowser({ executablePath, args: browserArgs() });
  return executablePath;
}

function installBrowser() {
  if (!mayInstall()) return;
  console.log('Installing Chromium and Chinese fonts with apt-get, this once …');
  if (!apt(['chromium', 'fonts-noto-cjk']))
    throw new Failure(
      'no-browser',
      'apt-get could not install Chromium; its own words are above.',
      'Install one, or set DUECHECK_BROWSER to where one is.',
    );
}

/**
 * Firefox for the tests that run in both; on Debian as root it is installed if missing. Where it cannot be had they are
 * skipped by name, and everything else runs.
 * @returns {string | undefined} its path
 */
export function ensureFirefox() {
  if (findFirefox() === undefined && mayInstall()) {
    console.log('Installing Firefox with apt-get, this once …');
    apt(['firefox-esr']);
  }
  return findFirefox();
}

/** Debian's own way to say that a package that is being installed starts no service. */
const NO_SERVICES = '/usr/sbin/policy-rc.d';

/**
 * nginx for the test that puts it before a sample system; on Debian as root it is installed if missing, and not started. Where
 * it cannot be had that test is skipped by name.
 * @returns {string | undefined} its path
 */
export function ensureNginx() {
  if (findNginx() === undefined && mayInstall()) {
    console.log('Installing nginx with apt-get, this once …');
    const ours = !existsSync(NO_SERVICES);
    if (ours) writeFileSync(NO_SERVICES, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    try {
      apt(['nginx']);
    } finally {
      if (ours) rmSync(NO_SERVICES);
    }
  }
  return findNginx();
}

/** Ubuntu's package of that name only points to a snap, which needs a running snapd. */
function mayInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  return !/^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Without them the pages are boxes, in screenshots and on screen. Where nobody can tell, they are taken to be there. */
function hasChineseFonts() {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return list.status !== 0 || list.stdout.trim() !== '';
}

/** @param {string[]} packages */
function apt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (/** @type {string[]} */ args) =>
    spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
  // A package list that is old, or was never fetched, names files that are gone.
  return run(['update']) && run(['install', '-y', '--no-install-recommends', ...packages]);
}
