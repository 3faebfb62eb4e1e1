import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

/**
 * Under whose name PostgreSQL runs, since it refuses to run as root:
 * - `own`: we are an ordinary user, and so is it
 * - `mapped`: we are root; in a user namespace of its own it takes itself for `nobody`, while to the rest of the system
 *   it is root without any of root's powers. No file changes hands, and a folder that only root can enter stays good
 * - `other`: we are root and user namespaces are forbidden (as in most containers), or the folder is another user's: it
 *   really is `nobody`, owns its data, and must be able to reach data and programs
 */
export type Account =
  | { readonly kind: 'own' }
  | { readonly kind: 'mapped'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number };

export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

/** How to start a program under that account. The process id is the program's own: `unshare` becomes it. */
export function invoke(account: Account, program: string, args: readonly string[]): Invocation {
  switch (account.kind) {
    case 'own':
      return { command: program, args, options: {} };
    case 'mapped': {
      const map = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
      return { command: 'unshare', args: [...map, '--', program, ...args], options: {} };
    }
    case 'other':
      return { command: program, args, options: { uid: account.uid, gid: account.gid } };
  }
}

/**
 * @param program that must start there
 * @param folder that must be writable there
 */
export function chooseAccount(program: string, folder: string): Account {
  const root = process.getuid?.() === 0;
  // Some containers run under a number that has no name, and initdb wants one.
  if (!root && hasName()) return { kind: 'own' };
  const nobody = findNobody();
  const mapped: Account = { kind: 'mapped', ...nobody };
  if (canRun(mapped, program) && canWrite(mapped, folder)) return mapped;
  return root ? { kind: 'other', ...nobody } : { kind: 'own' };
}

export const canRun = (account: Account, program: string): boolean => succeeds(account, program, ['--version']);

const canWrite = (account: Account, folder: string): boolean =>
  succeeds(account, 'sh', ['-c', '[ -x "$1" ] && [ -w "$1" ]', 'sh', folder]);

export const canEnter = (account: Account, folder: string): boolean =>
  succeeds(account, 'sh', ['-c', '[ -x "$1" ]', 'sh', folder]);

function succeeds(account: Account, program: string, args: readonly string[]): boolean {
  const { command, args: all, options } = invoke(account, program, args);
  // The folder we stand in may be closed to that account: stand where everybody can.
  return spawnSync(command, all, { ...options, cwd: '/', stdio: 'ignore' }).status === 0;
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** The account must exist in the password file: initdb asks for its name. 65534 is what Debian and most others give it. */
function findNobody(): { uid: number; gid: number } {
  const ask = (flag: string): number => {
    const answer = Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout ?? '', 10);
    return Number.isInteger(answer) ? answer : 65534;
  };
  return { uid: ask('-u'), gid: ask('-g') };
}
