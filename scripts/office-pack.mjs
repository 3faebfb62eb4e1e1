/**
 * One folder for whoever runs the office's machines: the extension packed and signed, update lists, and policy files for
 * Chrome, Edge, Chromium and Firefox on Windows, Linux and macOS (docs/rollout.md).
 *
 *   npm run office:pack -- --config office.json --key office.pem --update-url https://… --out DIR [--version 0.1.0.2]
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Failure, giveUp } from './lib/failure.mjs';
import { crxOf, zipOf } from './lib/office/archive.mjs';
import { isLoopback, readOfficeConfig } from './lib/office/config.mjs';
import { officeFiles } from './lib/office/files.mjs';
import { besides } from './lib/office/policy.mjs';
import { readMe, redirectsOf } from './lib/office/read-me.mjs';
import { openSigningKey } from './lib/office/signing-key.mjs';
import { offeredIn } from './lib/office/update-lists.mjs';
import { checkVersion, isAbove, nextAfter } from './lib/office/version.mjs';
import { buildOffice, extensionId } from './office-build.mjs';

/** @typedef {import('./lib/office/config.mjs').OfficeConfig} OfficeConfig */

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * @typedef {object} PackOptions
 * @property {OfficeConfig} config
 * @property {string} keyFile
 * @property {string} updateUrl
 * @property {string} out nothing in it is deleted
 * @property {string} [version] instead of the release's, to be above what is out there
 * @property {string} [from] the folder that holds the two release builds
 */

/**
 * @param {PackOptions} options
 * @returns {Promise<{ id: string, version: string, redirects: string[], files: string[], notes: string[] }>}
 * @throws {Failure} `update-url`, `version`, `key-in-folder`, `key-differs`, `key-unreadable`, `key-not-rsa`, `no-build`
 */
export async function packOffice({ config, keyFile, updateUrl, out, version, from = DIST }) {
  checkUpdateUrl(updateUrl);
  if (version !== undefined) checkVersion(version);
  const way = relative(resolve(out), resolve(keyFile));
  if (!way.startsWith('..') && !isAbsolute(way))
    throw new Failure('key-in-folder', `${keyFile} lies in ${out}, which is handed out.`, 'Keep the key elsewhere.');
  const release = readRelease(join(from, 'chrome-mv3'));
  readRelease(join(from, 'firefox-mv3'));
  const key = openSigningKey(keyFile);
  if (config.key !== undefined && config.key !== key.publicKey)
    throw new Failure('key-differs', `office.json names another key than ${keyFile}: the extension's id would change.`);

  const { addonId = ADDON_ID, ...settings } = config;
  const office = {
    id: extensionId(key.publicKey),
    addonId,
    version: version ?? release,
    updateUrl,
    config: { ...settings, key: key.publicKey },
  };
  const packed = await pack(office, from, keyFile);
  const stale = versionNotes(out, office.version, packed.crx);

  const files = officeFiles(office, packed);
  const all = [{ path: 'README.txt', goes: '', bytes: readMe(office, files) }, ...files];
  for (const { path, bytes } of all) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
  return {
    id: office.id,
    version: office.version,
    redirects: redirectsOf(office),
    files: all.map(({ path }) => path),
    notes: [
      ...(key.made === 'now' ? [keyWarning(keyFile)] : []),
      ...(key.open === 'others' ? [`${keyFile} can be read by others on this machine: chmod 600 ${keyFile}`] : []),
      ...stale,
    ],
  };
}

const ADDON_ID = 'duecheck@duecheck.example';

/**
 * Other bytes under a version that was offered before reach nobody who has it.
 * @param {string} out
 * @param {string} version
 * @param {Buffer} crx
 * @returns {string[]}
 */
function versionNotes(out, version, crx) {
  const [list, old] = [join(out, 'server/updates.xml'), join(out, 'server/duecheck.crx')];
  if (!existsSync(list) || !existsSync(old)) return [];
  const before = offeredIn(readFileSync(list, 'utf8'));
  if (before === null || isAbove(version, before) || (version === before && readFileSync(old).equals(crx))) return [];
  return [
    `This folder offered version ${before} before. Browsers that have it will not fetch ${version}: run again with --version ${nextAfter(before)} or higher.`,
  ];
}

/** @param {string} file */
const keyWarning = (file) => `KEEP ${file}. It was made now and is nowhere else.
Without it no browser takes an update of this extension ever again. Who gets it can update the extension in every
browser of the office. Put a copy where the office keeps such things, and never into the folder or a repository.`;

/**
 * @param {import('./lib/office/policy.mjs').Office} office
 * @param {string} from
 * @param {string} keyFile
 */
async function pack(office, from, keyFile) {
  const scratch = mkdtempSync(join(tmpdir(), 'duecheck-pack-'));
  try {
    const build = (/** @type {string} */ name, /** @type {Record<string, unknown>} */ manifest) =>
      buildOffice({
        from: join(from, name),
        out: join(scratch, name),
        config: office.config,
        // Nothing beside the office's hosts can be asked for: what is not covered is said to be, and stays so.
        manifest: { version: office.version, optional_host_permissions: undefined, ...manifest },
      });
    const chrome = await build('chrome-mv3', { update_url: office.updateUrl });
    const { browser_specific_settings } = JSON.parse(readFileSync(join(from, 'firefox-mv3/manifest.json'), 'utf8'));
    const gecko = {
      ...browser_specific_settings.gecko,
      id: office.addonId,
      update_url: besides(office, 'updates.json'),
    };
    const firefox = await build('firefox-mv3', { browser_specific_settings: { gecko } });
    return { crx: await crxOf(chrome.folder, keyFile), xpi: zipOf(firefox.folder) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {string} its version */
function readRelease(folder) {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) throw new Failure('no-build', `${folder} holds no build.`, 'Run: npm run build');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** @param {string} text */
function checkUpdateUrl(text) {
  const url = URL.parse(text);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (!url || !safe || !url.pathname.endsWith('/updates.xml') || url.search || url.hash)
    throw new Failure(
      'update-url',
      `${text} cannot be the update address: it must begin with https:// and end with /updates.xml.`,
      'For example: --update-url https://duecheck.example/extension/updates.xml',
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { config, key, out, version, ...rest } = readArguments();
    const packed = await packOffice({
      config: readOfficeConfig(readText(config)),
      keyFile: key,
      updateUrl: rest['update-url'],
      out,
      ...(version && { version }),
    });
    console.log(
      `${out}: version ${packed.version}, ${packed.id}\n${packed.files.map((file) => `  ${file}`).join('\n')}`,
    );
    console.log(
      `Redirect addresses for the identity provider:\n${packed.redirects.map((one) => `  ${one}`).join('\n')}`,
    );
    for (const note of packed.notes) console.error(`\n*** ${note}`);
  } catch (error) {
    giveUp(error);
  }
}

/** @param {string} file */
function readText(file) {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new Failure('no-config', `There is no ${file}.`, 'docs/rollout.md has one to begin with.');
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      config: { type: 'string' },
      key: { type: 'string' },
      'update-url': { type: 'string' },
      out: { type: 'string' },
      version: { type: 'string' },
    },
  });
  const { config, key, out } = values;
  if (!config || !key || !out || !values['update-url']) {
    console.error(
      'usage: npm run office:pack -- --config office.json --key office.pem --update-url https://…/updates.xml --out DIR [--version X]',
    );
    process.exit(2);
  }
  return { config, key, out, version: values.version, 'update-url': values['update-url'] };
}
