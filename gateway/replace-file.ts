/** A file that is whole or not there, for its owner alone, whenever power fails: heads of logs, keys that were just made. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Written beside its place, flushed, renamed, and the folder flushed. Synchronous, so that nothing else of this process
 * comes between a caller's comparison and the new file.
 * @param beforeRename where a test may end the process.
 */
export function replaceFile(path: string, text: string, beforeRename: () => void = () => undefined): void {
  const draft = `${path}.${process.pid}.new`;
  flushed(draft, 'w', (file) => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  });
  beforeRename();
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
