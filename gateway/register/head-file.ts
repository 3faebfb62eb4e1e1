/**
 * The last head that left this process, kept outside the database: a database that was rolled back cannot take it along.
 * The file is the signed checkpoint itself, readable by any C2SP tool.
 */
import { readFileSync } from 'node:fs';
import { replaceFile } from '../replace-file.ts';

/** @returns undefined where there is none yet */
export function readHeadFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export const writeHeadFile = (path: string, checkpoint: string): void => replaceFile(path, checkpoint);
