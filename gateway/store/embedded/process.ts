import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Which process, not only which number: numbers are used again. Without /proc the number has to do. */
export function identify(pid: number): string {
  return `${pid} ${statOf(pid)?.[STARTED] ?? ''}`.trim();
}

export const isSame = (identity: string): boolean => {
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && isAlive(pid) && identify(pid) === identity;
};

/** Whether the process was started with this argument. Without /proc: assumed, since its number was written down. */
export function runsWith(pid: number, argument: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(argument);
  } catch {
    return process.platform !== 'linux';
  }
}

// Places in /proc/PID/stat (man 5 proc), counted after the program's name, which may itself hold spaces.
const STATE = 0;
const STARTED = 19;

function statOf(pid: number): string[] | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Ended, but nobody has asked how: what `kill` still takes for alive. */
const isZombie = (pid: number): boolean => statOf(pid)?.[STATE] === 'Z';
