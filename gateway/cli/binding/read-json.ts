/** A file of JSON as people write it: what cannot be read is said with file, line and column. */
import { readFileSync, statSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import { jsonFault } from './json-fault.ts';

export type JsonFileCode = 'file-missing' | 'file-unreadable' | 'file-too-big' | 'not-json';

/** A list of a thousand bindings is under one. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @throws DuecheckError JsonFileCode; the message begins with the file */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text);
    throw new DuecheckError<JsonFileCode>('not-json', `${file}:${line}:${column}: this is no JSON`);
  }
}

function readText(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES)
      throw new DuecheckError<JsonFileCode>('file-too-big', `${file}: larger than 16 MB, which no list of bindings is`);
    // The byte order mark that editors on Windows write is no part of the JSON.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof DuecheckError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new DuecheckError<JsonFileCode>('file-missing', `${file}: there is no such file`);
    throw new DuecheckError<JsonFileCode>('file-unreadable', `${file}: it cannot be read (${code})`);
  }
}
