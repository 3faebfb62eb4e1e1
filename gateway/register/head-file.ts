/**
 * The last head that left this process, kept outside the database: a database that was rolled back cannot take it along.
 * The file is the signed checkpoint itself, readable by any C2SP tool.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** @returns undefined where there is none yet */
export function readHeadFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all: written beside its place, flushed, renamed, and the folder flushed. */
export function writeHeadFile(path: string, checkpoint: string): void {
  const draft = `${path}.${process.pid}.new`;
  flushed(draft, 'w', (file) => writeSync(file, checkpoint));
  renameSync(draft, path);
  // Windows cannot open a folder; its rename is durable with the file.
  if (process.platform !== 'win32') flushed(dirname(path), 'r', () => undefined);
}

function flushed(path: string, flags: 'w' | 'r', use: (file: number) => unknown): void {
  const file = openSync(path, flags, 0o600);
  try {
    use(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
