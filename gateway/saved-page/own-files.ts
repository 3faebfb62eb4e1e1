/**
 * The folder that browsers put beside a saved page, and nothing else: what a page names may be anything, a path to a key
 * file among it.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve, sep } from 'node:path';

export interface OwnFiles {
  /**
   * @param reference as the page has it. @param from the file that has it
   * @returns the bytes and where they were; null for anything that is not a file below the page's folder
   */
  read(reference: string, from: string): { readonly file: string; readonly bytes: Buffer } | null;
}

/** What all files of a page may weigh; styles of the large systems are some two. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @param page path of a file that is there. */
export function ownFiles(page: string): OwnFiles {
  const roots = foldersOf(page).flatMap(real);
  let left = MOST_BYTES;
  return {
    read(reference, from) {
      const path = pathIn(reference);
      if (path === null) return null;
      // Links are followed first: one that leads out is out.
      const [file] = real(resolve(dirname(from), path));
      if (file === undefined || !roots.some((root) => file.startsWith(root + sep))) return null;
      const stat = statSync(file);
      if (!stat.isFile() || stat.size > left) return null;
      left -= stat.size;
      return { file, bytes: readFileSync(file) };
    },
  };
}

/** `page.html` has `page_files`, in older browsers `page.files`; a frame that was saved lies in such a folder. */
function foldersOf(page: string): string[] {
  const folder = resolve(dirname(page));
  const name = basename(page, extname(page));
  const own = [resolve(folder, `${name}_files`), resolve(folder, `${name}.files`)];
  return /[_.]files$/.test(folder) ? [...own, folder] : own;
}

function real(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

/** A relative path without query; null for addresses, and for what is no path. */
function pathIn(reference: string): string | null {
  const [path = ''] = reference.trim().split(/[?#]/);
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|[\\/])/i.test(path)) return null;
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}
