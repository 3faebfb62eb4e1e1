import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { registerAssets } from '../host/assets.ts';
import { localTime } from '../host/local-time.ts';
import { createSessions } from '../host/session.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import type { Application } from './applications.ts';
import { registerRoutes } from './routes.ts';
import { openApplicationStore } from './store.ts';

export interface PermitsOptions {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** What is in it at the first start. */
  readonly applications: readonly Application[];
}

/** Starts 行政许可受理系统: pages made on the server, forms that are posted, and jQuery, as the older half of them is. */
export async function startPermits(options: PermitsOptions): Promise<Running> {
  const app = fastify({ forceCloseConnections: true });
  const store = await openApplicationStore(join(options.folder, 'permits.json'), options.applications);
  registerRoutes(app, store, createSessions({ cookie: 'JSESSIONID', accounts: { linna: '林娜' } }), localTime);
  const jquery = await readFile(createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'));
  app.get('/static/jquery.min.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(jquery));
  await app.register((under) => registerAssets(under, fileURLToPath(new URL('static', import.meta.url))), {
    prefix: '/static',
  });
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}
