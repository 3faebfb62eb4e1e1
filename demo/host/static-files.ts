import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves a few files from memory, as systems do that are made without a bundler.
 *
 * @param files by address.
 */
export async function serveFiles(app: FastifyInstance, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [address, path] of Object.entries(files)) {
    const body = await readFile(path);
    const headers = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-cache' };
    app.get(address, async (_request, reply) => reply.headers(headers).send(body));
  }
}
