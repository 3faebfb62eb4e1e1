import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The parsed file, or null where there is none. @throws SyntaxError if it is not JSON. */
export async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: written beside, then renamed. `mode` 0600 where the file holds keys. */
export async function writeJson(path: string, value: unknown, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  await writeFile(beside, `${JSON.stringify(value, null, 1)}\n`, { mode });
  await rename(beside, path);
}

/** Calls of the returned function write one after another; a burst of changes becomes one write of the last state. */
export function jsonWriter(path: string, current: () => unknown, mode?: number): () => Promise<void> {
  let waiting: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  return () => {
    // A write that failed was told to its own callers; the next one still tries.
    waiting ??= last = last
      .catch(() => {})
      .then(async () => {
        waiting = null;
        await writeJson(path, current(), mode);
      });
    return waiting;
  };
}
