import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';

// Measured: node_modules takes 0.6 GB, npm's cache 0.2, a database and the builds 0.2.
const MEBIBYTES = { install: 1200, run: 400 };

const POSTGRES = [
  'linux x64',
  'linux arm64',
  'linux arm',
  'linux ia32',
  'linux ppc64',
  'darwin x64',
  'darwin arm64',
  'win32 x64',
];

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // statfs came with 18.15; the work itself runs on the Node 24 that npm brings.
  if (major > 18 || (major === 18 && minor >= 15)) return;
  throw new Failure(
    'node-too-old',
    `Node ${version} is too old.`,
    'Install Node 18.15 or newer from https://nodejs.org and try again.',
  );
}

/** What npm has binaries for: Node and PostgreSQL; with DATABASE_URL only Node is needed. */
export function checkArchitecture(platform = process.platform, arch = process.arch, libc = cLibrary()) {
  const ownDatabase = Boolean(process.env.DATABASE_URL);
  if (libc === 'musl')
    throw new Failure(
      'wrong-architecture',
      'This system has the C library musl, and the Node 24 and PostgreSQL from npm need glibc.',
      'Use a Debian, Ubuntu or Fedora system or container instead of Alpine.',
    );
  if (POSTGRES.includes(`${platform} ${arch}`) || ownDatabase) return;
  throw new Failure(
    'wrong-architecture',
    `npm holds no PostgreSQL for ${platform} on ${arch}.`,
    'Start a PostgreSQL yourself and set DATABASE_URL=postgres://user:password@host:5432/name, or use another machine.',
  );
}

function cLibrary() {
  if (process.platform !== 'linux') return 'none';
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report?.getReport() ?? {});
  return report.header?.glibcVersionRuntime ? 'glibc' : 'musl';
}

/**
 * @param {string} root
 * @param {'install' | 'run'} purpose
 */
export function checkDisk(root, purpose) {
  const { bavail, bsize } = statfsSync(root);
  const free = Math.floor((bavail * bsize) / 1048576);
  if (free >= MEBIBYTES[purpose]) return;
  throw new Failure(
    'no-disk',
    `The disk of ${root} has ${free} MiB left, and this needs ${MEBIBYTES[purpose]}.`,
    'Free some space, or clone to another disk.',
  );
}

/** @param {string} root */
export function checkWritable(root) {
  try {
    mkdirSync(join(root, '.duecheck'), { recursive: true });
    for (const folder of ['.', '.duecheck', 'node_modules'].map((name) => join(root, name)))
      if (existsSync(folder)) accessSync(folder, constants.W_OK);
  } catch {
    throw new Failure(
      'not-yours',
      `${root} cannot be written to by this user.`,
      'Clone the repository as the user who runs it.',
    );
  }
}
