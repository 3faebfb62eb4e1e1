/** What the widget's own origin serves: loader, frame, and a manifest with their digests. */
import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { themedTokens } from './themed-tokens.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What citizens' browsers can do; the frame and the loader need no more. */
const TARGET = ['chrome109', 'firefox115', 'safari16.4'];

/** @param {string} version of the package @param {string} folder */
export async function buildHosted(version, folder) {
  const files = new Map([
    ...(await bundle('widget/hosted.ts', 'credit-check.js')),
    ...(await bundle('widget/frame/main.tsx', 'frame.js')),
  ]);
  const digest = createHash('sha256');
  for (const [name, bytes] of files) digest.update(name).update(bytes);
  const file = (/** @type {string} */ name) => ({
    name,
    integrity: integrityOf(/** @type {Buffer} */ (files.get(name))),
  });
  const manifest = {
    version: `${version}-${digest.digest('hex').slice(0, 8)}`,
    loader: file('credit-check.js'),
    frame: { script: file('frame.js'), style: file('frame.css') },
  };
  // Built beside and renamed: a gateway that starts meanwhile finds all of it, old or new.
  const beside = `${folder}.${process.pid}`;
  await mkdir(beside, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(beside, name), bytes);
  await writeFile(join(beside, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
  return manifest;
}

/** W3C SRI. */
const integrityOf = (/** @type {Buffer} */ bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** @param {string} entry @param {string} name @returns {Promise<[string, Buffer][]>} */
async function bundle(entry, name) {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [themedTokens()],
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      target: TARGET,
      minify: true,
      cssTarget: TARGET,
      // Of a library Vite keeps the blanks, for whoever bundles it further; nobody bundles these.
      rolldownOptions: { output: { minify: true } },
      lib: { entry: join(ROOT, entry), formats: ['es'], fileName: () => name, cssFileName: name.replace('.js', '') },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((one) => [one.fileName, Buffer.from(one.type === 'chunk' ? one.code : one.source)]);
}
