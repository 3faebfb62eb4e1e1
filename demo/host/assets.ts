import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Serves a built folder from memory; hashed files are for ever, the page itself is asked for each time.
 *
 * @param addresses under which the page is found.
 */
export async function registerAssets(
  app: FastifyInstance,
  folder: string,
  addresses: readonly string[] = ['/'],
): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const body = await readFile(file);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const headers = {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    for (const route of path === '/index.html' ? [...addresses, path] : [path]) {
      app.get(route, async (_request, reply) => reply.headers(headers).send(body));
    }
  }
}
