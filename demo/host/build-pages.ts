import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginOption } from 'vite';

export interface PagesSource {
  /** The system's own folder: its pages are in `web`, and `dist` beside it keeps what was built of them. */
  readonly folder: URL;
  /** Packages whose versions the built pages hang on. */
  readonly packages: readonly string[];
  /** What reads them, where they are more than scripts; loaded only where there is something to build. */
  readonly plugin?: () => Promise<PluginOption>;
}

/**
 * Builds a system's pages once per content and hands back the folder: a second start costs a hash of a few files.
 *
 * @throws the bundler's error.
 */
export async function buildPages({ folder: system, packages, plugin }: PagesSource): Promise<string> {
  const [web, dist] = ['web', 'dist'].map((name) => fileURLToPath(new URL(name, system))) as [string, string];
  const folder = join(dist, await digest(web, packages));
  if (existsSync(join(folder, 'index.html'))) return folder;
  const { build } = await import('vite');
  // Built beside and renamed, so that a build that was interrupted is not taken for one that was finished.
  const beside = `${folder}.${process.pid}`;
  await build({
    root: web,
    configFile: false,
    logLevel: 'warn',
    plugins: [await plugin?.()],
    // As an office has it, whatever the process that starts it is: a test's would build the libraries' debugging halves.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { development: false } },
    build: {
      outDir: beside,
      emptyOutDir: true,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        // React's mark for pages that a server draws, on each file of such a library.
        onwarn: (warning, say) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && say(warning),
      },
    },
  });
  await rename(beside, folder).catch(async (error: unknown) => {
    // Somebody else built the same meanwhile.
    await rm(beside, { recursive: true, force: true });
    if (!existsSync(join(folder, 'index.html'))) throw error;
  });
  return folder;
}

async function digest(web: string, packages: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const files = (await readdir(web, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash
      .update(relative(web, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  const require = createRequire(import.meta.url);
  for (const name of [...packages, 'vite']) hash.update(require(`${name}/package.json`).version);
  return hash.digest('hex').slice(0, 16);
}
