/** A newcomer follows the documents by file name: every path and link in them must lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Made here, or somebody else's. */
const NOT_OURS = new Set(['node_modules', 'dist', 'out', '.git', '.duecheck', '.wxt']);
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .filter((file) => !file.split('/').some((part) => NOT_OURS.has(part)));
const documents = files.filter((file) => file.endsWith('.md'));
/** `dist/…` and `out/…` are made, not kept. */
const MADE = /^(dist|out|node_modules|\.duecheck)\//;
const TOP = new Set(files.map((file) => file.split('/')[0]));

/** Paths in backticks that begin at the root or beside the document. */
function pathsIn(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  const quoted = [...text.matchAll(/`([A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*\/?)`/g)].map(([, path]) => path as string);
  return quoted.filter((path) => path.includes('/') && TOP.has(path.split('/')[0] as string) && !MADE.test(path));
}

const linksIn = (document: string): string[] =>
  [...readFileSync(join(ROOT, document), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !/^[a-z]+:/.test(target));

describe.each(documents)('%s', (document) => {
  it('names only files and folders that are there', () => {
    const here = dirname(join(ROOT, document));
    const lost = pathsIn(document).filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(here, path)));
    expect(lost).toEqual([]);
  });

  it('links only to what is there', () => {
    const here = dirname(join(ROOT, document));
    expect(linksIn(document).filter((target) => !existsSync(join(here, target)))).toEqual([]);
  });
});
