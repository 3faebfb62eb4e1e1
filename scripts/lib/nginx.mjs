/** Where nginx is: the tests put it before a sample system as an office would (docs/nginx.md). Nothing else here needs it. */
import { delimiter, join } from 'node:path';
import { isProgram } from './browser.mjs';

/** Debian keeps it where a user's PATH does not look. */
const BESIDE_PATH = ['/usr/sbin', '/usr/local/sbin'];

/** @returns {string | undefined} its path; DUECHECK_NGINX names another */
export function findNginx() {
  const named = process.env.DUECHECK_NGINX;
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...BESIDE_PATH];
  return [...(named ? [named] : []), ...folders.map((folder) => join(folder, 'nginx'))].find(isProgram);
}
