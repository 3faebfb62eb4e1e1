/**
 * A policy folder that one browser alone sees: its own mount namespace, with our folder over the system's. Nothing of the
 * machine is changed, and browsers of other tests, or of people, know nothing of it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { browserArgs, lookForBrowser } from '../../../../scripts/lib/browser.mjs';

/** Where each browser looks on Linux, by the name of its program. */
const SYSTEM_FOLDERS: Readonly<Record<string, string>> = {
  chromium: '/etc/chromium',
  'google-chrome': '/etc/opt/chrome',
  'google-chrome-stable': '/etc/opt/chrome',
  'microsoft-edge': '/etc/opt/edge',
  'microsoft-edge-stable': '/etc/opt/edge',
};

const systemFolder = (): string | undefined => SYSTEM_FOLDERS[basename(lookForBrowser() ?? '')];
const isRoot = process.getuid?.() === 0;
/** Somebody who is not root becomes root of a user namespace: only there may they mount. */
const UNSHARE = isRoot ? ['--mount'] : ['--mount', '--user', '--map-root-user'];

/** Why a browser cannot be given policies here; null where it can. */
export function whyNoPolicies(): string | null {
  if (process.platform !== 'linux') return `policies are ${process.platform}'s own here, and the machine's`;
  const folder = systemFolder();
  if (folder === undefined) return 'no browser whose policy folder is known';
  if (!existsSync(folder)) return `${folder} is not there to mount over`;
  const tried = spawnSync('unshare', [...UNSHARE, 'mount', '--bind', '/tmp', folder], { encoding: 'utf8' });
  if (tried.status === 0) return null;
  return `no mount namespace: ${(tried.stderr || tried.error?.message || '').trim()}`;
}

/** @param folder of the test; gets the system's own files, `policies/managed/`, and a program that starts the browser */
export function preparePolicyFolder(folder: string) {
  const system = systemFolder() as string;
  const [etc, program] = [join(folder, 'etc'), join(folder, 'browser')];
  cpSync(system, etc, { recursive: true });
  const managed = join(etc, 'policies', 'managed');
  mkdirSync(managed, { recursive: true });
  // Playwright may look into the worker of a forced extension only where policy lets it.
  writeFileSync(join(managed, 'test.json'), JSON.stringify({ DeveloperToolsAvailability: 1 }));
  writeFileSync(
    program,
    `#!/bin/sh
exec unshare ${UNSHARE.join(' ')} sh -c 'mount --bind "$0" ${system} && exec "$@"' '${etc}' '${lookForBrowser()}' "$@"
`,
  );
  chmodSync(program, 0o755);
  return {
    executablePath: program,
    // Root of a user namespace is root to Chromium, too.
    args: [...new Set([...browserArgs(), '--no-sandbox'])],
    set: (policy: unknown) => writeFileSync(join(managed, 'duecheck.json'), JSON.stringify(policy)),
  };
}
