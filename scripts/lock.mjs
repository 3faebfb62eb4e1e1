/**
 * Keeps package-lock.json whole. npm leaves a platform's package out of the lock where the registry it asks does not hold
 * it (a mirror, say), and `npm ci` then refuses the lock for everybody.
 *
 *   node scripts/lock.mjs           says what is missing, and whether an address of a registry slipped in
 *   node scripts/lock.mjs complete  writes the missing packages, by their siblings' example, without a checksum
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));

/** @typedef {{ version?: string, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} LockedPackage */

/**
 * @param {Record<string, LockedPackage>} packages
 * @returns {{ name: string, version: string, sibling: LockedPackage | undefined }[]}
 */
export function missingFrom(packages) {
  const missing = new Map();
  for (const [place, { optionalDependencies = {} }] of Object.entries(packages)) {
    const siblings = Object.entries(optionalDependencies);
    for (const [name, version] of siblings) {
      if (resolve(packages, place, name) !== undefined) continue;
      const sibling = siblings
        .map(([other]) => resolve(packages, place, other))
        .find((other) => other?.version === version && other.cpu !== undefined);
      missing.set(name, { name, version, sibling });
    }
  }
  return [...missing.values()];
}

/**
 * As Node looks: beside, then one folder up, and so on.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} from
 * @param {string} name
 */
function resolve(packages, from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const found = packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`];
    if (found !== undefined || place === '') return found;
  }
}

/**
 * A platform's package is named after it: `@scope/tool-linux-arm64-musl`.
 * @param {string} name
 */
export function platformOf(name) {
  const [, os, cpu, abi = ''] =
    /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ?? [];
  if (os === undefined || cpu === undefined) return undefined;
  const libc =
    os !== 'linux' ? undefined : abi.startsWith('musl') ? 'musl' : abi.startsWith('gnu') ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

function complete() {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  for (const { name, sibling } of missingFrom(lock.packages)) {
    const platform = platformOf(name);
    if (sibling === undefined || platform === undefined) continue;
    const { version, dev, license, optional, engines } = /** @type {any} */ (sibling);
    lock.packages[`node_modules/${name}`] = { version, dev, license, optional, engines, ...platform };
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

function check() {
  const text = readFileSync(file, 'utf8');
  const { packages } = JSON.parse(text);
  const problems = missingFrom(packages).map(
    ({ name, version }) => `${name}@${version} is missing: npm ci would refuse the lock`,
  );
  const address = /"resolved": "(?:https?|git)[^"]*"/.exec(text)?.[0];
  if (address !== undefined) problems.push(`it names a registry (${address}): npm needs the repository's .npmrc`);
  for (const problem of problems) console.error(`package-lock.json: ${problem}`);
  if (problems.length > 0) console.error('Mend it: node scripts/lock.mjs complete');
  console.log(`${Object.keys(packages).length} packages locked, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'complete') complete();
  check();
}
