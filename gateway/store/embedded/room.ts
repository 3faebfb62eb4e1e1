import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, canEnter, canRun, chooseAccount } from './account.ts';
import { type Binaries, programOf } from './binaries.ts';
import { EmbeddedError } from './errors.ts';

/** Where one server lives and under whose name. */
export interface Room {
  readonly account: Account;
  /** Holds `bin`, `lib`, `share`. */
  readonly home: string;
  /** Holds `server/` (cluster, password, owners). */
  readonly folder: string;
}

export interface RoomRequest {
  readonly binaries: Binaries;
  readonly dataDir: string;
  /** Taken for data and programs where `nobody` cannot reach the checkout; made if missing. */
  readonly openFolder: string;
  /** What to do as root; the default is to find out. */
  readonly account?: Account;
}

// Measured: a new cluster takes 39 MB, and its write-ahead log grows in steps of 16 MB.
const ROOM_FOR_A_CLUSTER = 200 * 1024 * 1024;

/** @throws EmbeddedError `no-disk`, `data-foreign` */
export function prepareRoom(request: RoomRequest): Room {
  const { binaries, dataDir, openFolder } = request;
  mkdirTo(dataDir);
  const account = request.account ?? chooseAccount(programOf(binaries.home, 'postgres'), dataDir);
  if (account.kind !== 'other') {
    const folder = elsewhere(dataDir) ?? dataDir;
    checkDisk(folder);
    return { account, home: binaries.home, folder };
  }
  const folder = elsewhere(dataDir) ?? (canEnter(account, dataDir) ? dataDir : moveOut(dataDir, openFolder));
  checkDisk(folder);
  return { account, home: reachableHome(account, binaries, openFolder), folder };
}

function mkdirTo(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw asEmbeddedError(cause, folder);
  }
}

/** The note that `moveOut` left. Deleting the data folder deletes the note, and so starts afresh, as one would expect. */
function elsewhere(dataDir: string): string | undefined {
  const note = join(dataDir, 'elsewhere');
  if (!existsSync(note)) return undefined;
  const folder = readFileSync(note, 'utf8').trim();
  return existsSync(folder) ? folder : undefined;
}

function moveOut(dataDir: string, openFolder: string): string {
  try {
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    const folder = mkdtempSync(join(openFolder, 'data-'));
    chmodSync(folder, 0o711);
    writeFileSync(join(dataDir, 'elsewhere'), `${folder}\n`);
    return folder;
  } catch (cause) {
    throw asEmbeddedError(cause, openFolder);
  }
}

/** The programs, copied once a version to where that account can run them, if it cannot run them where they are. */
function reachableHome(account: Account, { home, version }: Binaries, openFolder: string): string {
  if (canRun(account, programOf(home, 'postgres'))) return home;
  const copy = join(openFolder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  try {
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    const unfinished = mkdtempSync(join(openFolder, 'copying-'));
    cpSync(home, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    renameSync(join(unfinished, 'native'), copy);
    rmSync(unfinished, { recursive: true });
    return copy;
  } catch (cause) {
    // Another start was quicker: its copy is as good.
    if (existsSync(copy)) return copy;
    throw asEmbeddedError(cause, openFolder);
  }
}

function checkDisk(folder: string): void {
  if (existsSync(join(folder, 'server'))) return;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < ROOM_FOR_A_CLUSTER)
    throw new EmbeddedError(
      'no-disk',
      `${folder} has ${Math.floor((bavail * bsize) / 1048576)} MiB left, and a database needs 200: free some space`,
    );
}

/**
 * Hands a tree to the account that is to own it. Leaves before branches: a folder that has the right owner already is
 * finished below, also after an interrupted attempt.
 */
export function own(tree: string, { uid, gid }: { uid: number; gid: number }): void {
  const status = lstatSync(tree);
  if (status.uid === uid && status.gid === gid) return;
  if (status.isDirectory()) for (const name of readdirSync(tree)) own(join(tree, name), { uid, gid });
  lchownSync(tree, uid, gid);
}

/** Who owns that account's files, seen from this process; `undefined` where they are ours anyway. */
export function ownerOf(account: Account): { uid: number; gid: number } | undefined {
  if (account.kind === 'other') return account;
  // Mapped, it is still us; but an earlier start may have given the files away.
  return account.kind === 'mapped' ? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } : undefined;
}

export function asEmbeddedError(cause: unknown, folder: string): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EmbeddedError('no-disk', `the disk of ${folder} is full: free some space`, { cause });
  if (code === 'EACCES' || code === 'EPERM')
    return new EmbeddedError(
      'data-foreign',
      `${folder} belongs to another user: work as that user, or remove the folder`,
      { cause },
    );
  return new EmbeddedError('start-failed', `cannot use ${folder} (${code ?? 'unknown reason'})`, { cause });
}
