/** A folder of files that nobody should send, to be imported as penalties. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostileFile, rowsOf } from './hostile-file.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { HOSTILE_WORKBOOKS } from './hostile-workbooks.ts';

export const HOSTILE_FILES: readonly HostileFile[] = [...HOSTILE_TEXTS, ...HOSTILE_WORKBOOKS];

/** @param folder an ignored one. What stands in it is left: making it all takes two seconds, most of them for the bombs. */
export async function writeHostileFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [place, { name, content }] of HOSTILE_FILES.entries()) {
    const path = join(folder, name);
    if (existsSync(path)) continue;
    if (content === null) await mkdir(path);
    else await writeFile(path, content(rowsOf(place)));
  }
}
