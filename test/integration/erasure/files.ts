/** What a thief of the disk would look for: bytes, in every file of a server's folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Canary {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @returns `<canary> in <file>`, sorted */
export function findInFiles(folder: string, canaries: readonly Canary[]): string[] {
  const found: string[] = [];
  for (const file of filesIn(folder)) {
    const bytes = readIfThere(file);
    for (const { name, bytes: wanted } of canaries)
      if (bytes.includes(Buffer.from(wanted))) found.push(`${name} in ${relative(folder, file)}`);
  }
  return found.sort();
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) yield* filesIn(path);
    else if (stat?.isFile()) yield path;
  }
}

/** A running server removes files under our hands. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
