import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { localTime } from '../host/local-time.ts';
import { createSessions } from '../host/session.ts';
import { serveFiles } from '../host/static-files.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import type { Application } from './applications.ts';
import { registerRoutes } from './routes.ts';
import { openApplicationStore } from './store.ts';

export interface HouseholdOptions {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** Which applications are in it at the first start. */
  readonly applications: readonly Application[];
}

const WEB = fileURLToPath(new URL('web', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Starts 人口信息管理系统, a system as they were made fifteen years ago: pages from the server, jQuery, a shell of
 * iframes whose dialogs have their fields in one document and their buttons in another.
 */
export async function startHousehold(options: HouseholdOptions): Promise<Running> {
  const app = fastify({ forceCloseConnections: true });
  const store = await openApplicationStore(join(options.folder, 'household.json'), options.applications);
  registerRoutes(app, store, createSessions({ cookie: 'JSESSIONID', accounts: { wugang: '吴刚' } }), localTime);
  await serveFiles(app, {
    '/static/jquery.js': require.resolve('jquery/dist/jquery.min.js'),
    '/static/layui.js': require.resolve('layui/dist/layui.js'),
    '/static/css/layui.css': require.resolve('layui/dist/css/layui.css'),
    '/static/font/iconfont.woff2': require.resolve('layui/dist/font/iconfont.woff2'),
    '/static/shell.js': join(WEB, 'shell.js'),
    '/static/form.js': join(WEB, 'form.js'),
    '/static/household.css': join(WEB, 'household.css'),
  });
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}
