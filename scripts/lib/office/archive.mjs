/** Folders as the two packed forms. Same folder, same bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
// @ts-expect-error it has no types
import crx3 from 'crx3';
import { zipSync } from 'fflate';

/** A zip's clock starts in 1980 and knows no zone; nobody reads it. */
const NO_TIME = new Date(1980, 0, 2);

/** @param {string} folder @returns {Buffer} */
export function zipOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const byName = Object.fromEntries(
    files.map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file)]),
  );
  return Buffer.from(zipSync(byName, { level: 9, mtime: NO_TIME }));
}

/** @param {string} folder @param {string} keyFile @returns {Promise<Buffer>} */
export async function crxOf(folder, keyFile) {
  const scratch = await mkdtemp(join(tmpdir(), 'duecheck-crx-'));
  const crxPath = join(scratch, 'packed.crx');
  try {
    await crx3(Readable.from([zipOf(folder)]), { crxPath, keyPath: keyFile });
    return await readFile(crxPath);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
