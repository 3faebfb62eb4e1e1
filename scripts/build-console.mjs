/** Builds the console that the gateway serves at its own origin (`console/dist`), each file with its brotli beside it. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../console', import.meta.url));
const OUT = join(ROOT, 'dist');
/** What offices' browsers can do. */
const TARGET = ['chrome109', 'firefox128', 'safari16.4'];
const compress = promisify(brotliCompress);

/** Built beside and renamed: a gateway that starts meanwhile finds all of it, old or new. */
export async function buildConsole() {
  const beside = `${OUT}.${process.pid}`;
  await build({
    root: join(ROOT, 'audit'),
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    worker: { format: 'es' },
    build: {
      outDir: beside,
      emptyOutDir: true,
      target: TARGET,
      cssTarget: TARGET,
      // Its shim writes into the page what our policy forbids, and browsers of today need none.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(ROOT, 'audit', 'audit.html') },
    },
  });
  for (const name of await readdir(join(beside, 'assets'))) {
    const path = join(beside, 'assets', name);
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    await writeFile(`${path}.br`, await compress(await readFile(path), { params }));
  }
  await rm(OUT, { recursive: true, force: true });
  await rename(beside, OUT);
  return OUT;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildConsole();
  console.log('console in console/dist');
}
