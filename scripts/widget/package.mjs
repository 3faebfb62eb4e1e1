/**
 * The npm package: ES modules and their types, our own rooms inside, other people's libraries as dependencies. Types are
 * written out by hand where they come from the contract (`widget/verify/types.ts`), so that they read without it.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a partner imports, and where it is. */
const ENTRIES = {
  index: 'index.ts',
  react: 'react/index.ts',
  verify: 'verify/index.ts',
  'enforce/express': 'enforce/express.ts',
  'enforce/fastify': 'enforce/fastify.ts',
};

/** @param {string} version @param {string} folder @returns {Promise<string>} folder */
export async function buildPackage(version, folder) {
  await rm(folder, { recursive: true, force: true });
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      target: 'es2023',
      minify: false,
      ssr: true,
      rolldownOptions: {
        // A library that only our own unused rooms need is not needed.
        treeshake: { moduleSideEffects: (/** @type {string} */ _id, /** @type {boolean} */ external) => !external },
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(ROOT, 'widget', file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
        external: (id) => !/^(\.|\/|@duecheck\/)/.test(id),
      },
    },
    ssr: { noExternal: [/^@duecheck\//] },
  });
  await writeTypes(join(folder, 'types'));
  const own = JSON.parse(await readFile(join(ROOT, 'widget/package.json'), 'utf8'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifest(version, own), null, 2)}\n`);
  for (const name of ['README.md', '../LICENSE'])
    await cp(join(ROOT, 'widget', name), join(folder, name.replace('../', '')));
  return 'widget/dist/package';
}

/** @param {string} folder */
async function writeTypes(folder) {
  await mkdir(folder, { recursive: true });
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(ROOT, 'widget/tsconfig.package.json'),
      '--outDir',
      folder,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the types do not build\n${stdout}`);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    if (/@duecheck\/(core|ui)/.test(text)) throw new Error(`${path} needs types that are not delivered`);
    await writeFile(path, text.replaceAll(/(from '\.[^']*)\.tsx?'/g, "$1.js'"));
  }
}

/** @param {string} version @param {{ license: string, dependencies: Record<string, string> }} own */
async function manifest(version, { license, dependencies }) {
  const core = JSON.parse(await readFile(join(ROOT, 'core/package.json'), 'utf8')).dependencies;
  const entry = (/** @type {keyof typeof ENTRIES} */ name) => ({
    types: `./types/${ENTRIES[name].replace('.ts', '.d.ts')}`,
    default: `./${name}.js`,
  });
  return {
    name: '@duecheck/widget',
    version,
    description: 'A person shows good credit records on your page, if she likes; your server learns the kinds, once.',
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    exports: {
      '.': entry('index'),
      './react': entry('react'),
      './verify': entry('verify'),
      './enforce/express': entry('enforce/express'),
      './enforce/fastify': entry('enforce/fastify'),
      './package.json': './package.json',
    },
    // What the receipts' verification stands on comes along as it is tested here.
    dependencies: {
      ...dependencies,
      '@noble/curves': core['@noble/curves'],
      '@noble/hashes': core['@noble/hashes'],
      zod: core.zod,
    },
    peerDependencies: { react: '>=19' },
    peerDependenciesMeta: { react: { optional: true } },
  };
}
