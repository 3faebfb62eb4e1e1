/**
 * One witness a state file. The system frees no such file when a process is killed, so the lock names its holder and is
 * taken over from one that is gone. Two that take over at once end with one: whoever finds another token stops writing.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import type { WitnessStateCode } from './errors.ts';

export interface StateLock {
  /** @throws DuecheckError `witness-state-busy` */
  readonly assertOurs: () => void;
  readonly release: () => void;
}

/** @throws DuecheckError `witness-state-busy`: another process that is alive has it */
export function lockState(stateFile: string): StateLock {
  const path = `${stateFile}.lock`;
  const token = `${process.pid} ${randomUUID()}`;
  const holder = holderOf(path);
  // A container that starts again often has the number that it had before.
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) throw busy(path);
  if (holder !== undefined) rmSync(path, { force: true });
  try {
    writeFileSync(path, token, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw busy(path, cause);
  }
  const isOurs = () => read(path) === token;
  return {
    assertOurs() {
      if (!isOurs()) throw busy(path);
    },
    release() {
      if (isOurs()) rmSync(path);
    },
  };
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** @returns 0, which is no process, where the file names none: written half before a crash */
function holderOf(path: string): number | undefined {
  const text = read(path);
  return text === undefined ? undefined : Number(/^(\d{1,10}) /.exec(text)?.[1] ?? 0);
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const busy = (path: string, cause?: unknown) =>
  new DuecheckError<WitnessStateCode>('witness-state-busy', `${path}: another witness has these heads`, { cause });
