/** Which browser, and with which flags: decided here and nowhere else. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Failure } from './failure.mjs';

/** @typedef {{ executablePath: string, args: string[] }} Browser */

// Chromium first: Google's and Microsoft's own builds refuse `--load-extension` since 137.
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const USUAL_PLACES = {
  darwin: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ].map((app) => `/Applications/${app}`),
  win32: [process.env.LOCALAPPDATA, process.env.ProgramFiles, process.env['ProgramFiles(x86)']].flatMap((folder) =>
    folder
      ? ['Chromium', 'Google\\Chrome', 'Microsoft\\Edge'].map(
          (app) => `${folder}\\${app}\\Application\\${app.endsWith('Edge') ? 'msedge' : 'chrome'}.exe`,
        )
      : [],
  ),
};

/**
 * @returns {string} its path
 * @throws {Failure} `no-browser`
 */
export function findBrowser() {
  const found = lookForBrowser();
  if (found === undefined) throw noBrowser();
  return found;
}

/** @returns {string | undefined} @throws {Failure} `no-browser` where DUECHECK_BROWSER names what cannot be run */
export function lookForBrowser() {
  const named = process.env.DUECHECK_BROWSER;
  if (named) {
    if (isProgram(named)) return named;
    throw new Failure(
      'no-browser',
      `DUECHECK_BROWSER names ${named}, which cannot be run.`,
      'Name a Chromium, or unset it to have one looked for.',
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath =
    process.platform === 'win32' ? [] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const usual = USUAL_PLACES[/** @type {keyof typeof USUAL_PLACES} */ (process.platform)] ?? [];
  return [...onPath, ...usual].find(isProgram);
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string[]} flags that this user on this machine needs; none in the usual case */
export function browserArgs() {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(hasSmallSharedMemory() ? ['--disable-dev-shm-usage'] : []),
  ];
}

/** Containers give 64 MiB by default, and a tab crashes there. */
function hasSmallSharedMemory() {
  if (process.platform !== 'linux') return false;
  if (!existsSync('/dev/shm')) return true;
  const { blocks, bsize } = statfsSync('/dev/shm');
  return blocks * bsize < 256 * 1048576;
}

function noBrowser() {
  const advice = {
    darwin: 'Run: brew install --cask chromium',
    win32: 'Install Chromium (winget install Hibbiki.Chromium), or set DUECHECK_BROWSER to where one is.',
    linux:
      'Run: sudo apt-get install chromium fonts-noto-cjk   (Fedora: sudo dnf install chromium; Ubuntu: sudo snap install chromium)',
  };
  const text = advice[/** @type {keyof typeof advice} */ (process.platform)] ?? 'Set DUECHECK_BROWSER to a Chromium.';
  return new Failure('no-browser', 'No Chromium, Chrome or Edge was found.', text);
}

/** Opens a page and asks for its text, since a browser that is there may still not start. @param {Browser} browser */
export function checkBrowser({ executablePath, args }) {
  const profile = mkdtempSync(join(tmpdir(), 'duecheck-browser-'));
  const flags = [
    '--headless',
    ...args,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--disable-gpu',
    '--dump-dom',
    'data:text/html,<p>duecheck',
  ];
  const run = spawnSync(executablePath, flags, { encoding: 'utf8', timeout: 120_000 });
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  if (run.stdout?.includes('<p>duecheck')) return;
  if (/no usable sandbox|sandbox/i.test(run.stderr ?? ''))
    throw new Failure(
      'no-sandbox',
      `${executablePath} may not make its sandbox as this user.`,
      'Run: sudo apt-get install chromium-sandbox, or: sudo sysctl kernel.unprivileged_userns_clone=1',
    );
  const lines = (run.stderr ?? run.error?.message ?? '').trim().split('\n').slice(-3).join('\n');
  throw new Failure('browser-broken', `${executablePath} does not start.`, lines);
}
