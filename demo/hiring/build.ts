import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('web', import.meta.url));
const DIST = fileURLToPath(new URL('dist', import.meta.url));

/**
 * Builds the pages once per content and hands back the folder: a second start costs a hash of a few files.
 *
 * @throws the bundler's error.
 */
export async function buildHiring(): Promise<string> {
  const folder = join(DIST, await digest());
  if (existsSync(join(folder, 'index.html'))) return folder;
  const [{ build }, { default: vue }] = await Promise.all([import('vite'), import('@vitejs/plugin-vue')]);
  // Built beside and renamed, so that a build that was interrupted is not taken for one that was finished.
  const beside = `${folder}.${process.pid}`;
  await build({
    root: WEB,
    configFile: false,
    logLevel: 'warn',
    plugins: [vue()],
    build: { outDir: beside, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  await rename(beside, folder).catch(async (error: unknown) => {
    // Somebody else built the same meanwhile.
    await rm(beside, { recursive: true, force: true });
    if (!existsSync(join(folder, 'index.html'))) throw error;
  });
  return folder;
}

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  const files = (await readdir(WEB, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash
      .update(relative(WEB, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  const require = createRequire(import.meta.url);
  for (const name of ['vue', 'element-plus', 'vite']) hash.update(require(`${name}/package.json`).version);
  return hash.digest('hex').slice(0, 16);
}
