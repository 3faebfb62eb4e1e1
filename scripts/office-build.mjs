/**
 * The office's managed build: the release build, and beside it the office's own settings and origins. Policy still wins
 * over what is built in (`extension/worker/settings.ts`). One folder, to load unpacked; `office-pack.mjs` makes what an office hands out.
 *
 *   node scripts/office-build.mjs --config office.json --out dist/office-chrome-mv3 [--from dist/chrome-mv3]
 *
 * office.json: { gatewayUrl, issuer, clientId, listRoot: { vkeys, threshold }, language?, introduce?, origins: [...], key? }
 */
import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * A public key alone (its private half was never kept): it keeps the extension's id, and with it the redirect address
 * at the identity provider, the same wherever the folder lies. A packed build has its own.
 */
export const OFFICE_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAy4BYC8F6vYLbkiLpP8aKHA/9WhpT9Tlph30PcHTsJvCCelLpnsQ022BKxkq+p+S4loLgyxBXLH+bvD3ZkAL4Q0o8UTLWOMVkFiegzUo1OMsscEo8iiNff0fsuj3pTsxMriDbJSOF+KOk0TSqGCUn2Ck/ns52zOCuguZrTS2c9eV3BmtKEV2l0uq6diTeBzO8xVnYRhVLtmK6HwNNm6n+m8l4Pe1fgHfgLkvXguXusCHFHUKOz5v+5cQutTmSylZBGXNqZ4fKVNaomK4BJnvoS1lk7GKVQ0GUiMgMTWD4J80hQ6SQElGQxs+tmU7dRMwtQhpBxyoEU3QGM27zhwnp+wIDAQAB';

/** Chromium's id of a key: the first 16 bytes of its SHA-256, written in the letters a to p. */
export const extensionId = (key = OFFICE_KEY) =>
  createHash('sha256')
    .update(Buffer.from(key, 'base64'))
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]);

/** A match pattern has no port. */
const pattern = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;

const REQUIRED = ['gatewayUrl', 'issuer', 'clientId', 'listRoot', 'origins'];

/**
 * @param {{ from?: string, out: string, config: Record<string, unknown>, manifest?: Record<string, unknown> }} options
 * `manifest`: what is said otherwise than in the release
 * @returns {Promise<{ id: string, folder: string }>}
 */
export async function buildOffice({
  from = fileURLToPath(new URL('../dist/chrome-mv3', import.meta.url)),
  out,
  config,
  manifest: changes = {},
}) {
  const missing = REQUIRED.filter((name) => config[name] === undefined);
  if (missing.length > 0) throw new Error(`the office's settings lack ${missing.join(', ')}`);
  const { origins, key = OFFICE_KEY, ...settings } = config;
  await rm(out, { recursive: true, force: true });
  await cp(from, out, { recursive: true });
  const path = join(out, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.host_permissions = [...new Set([config.gatewayUrl, ...origins].map(pattern))].sort();
  // Firefox knows its builds by their add-on id.
  if (!manifest.browser_specific_settings) manifest.key = key;
  await writeFile(path, JSON.stringify({ ...manifest, ...changes }));
  await writeFile(join(out, 'office.json'), JSON.stringify(settings));
  return { id: extensionId(key), folder: out };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, out: { type: 'string' }, from: { type: 'string' } },
  });
  if (!values.config || !values.out) {
    console.error('usage: node scripts/office-build.mjs --config FILE --out DIR [--from DIR]');
    process.exit(2);
  }
  // Only here: a demonstration builds without them, and on purpose also what no office may have.
  const [{ readOfficeConfig }, { giveUp }] = await Promise.all([
    import('./lib/office/config.mjs'),
    import('./lib/failure.mjs'),
  ]);
  try {
    const { addonId: _, ...config } = readOfficeConfig(await readFile(values.config, 'utf8'));
    const { id, folder } = await buildOffice({ ...(values.from && { from: values.from }), out: values.out, config });
    console.log(`${folder}: ${id}`);
  } catch (error) {
    giveUp(error);
  }
}
