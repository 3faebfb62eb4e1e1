/** Where Firefox is. The extension runs in it, too; nothing else here does. */
import { delimiter, join } from 'node:path';
import { isProgram } from './browser.mjs';

const NAMES = ['firefox', 'firefox-esr'];

/** @returns {string | undefined} its path; DUECHECK_FIREFOX names another */
export function findFirefox() {
  const named = process.env.DUECHECK_FIREFOX;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...(named ? [named] : []), ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))].find(
    isProgram,
  );
}
