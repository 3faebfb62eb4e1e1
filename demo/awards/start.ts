import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { localTime } from '../host/local-time.ts';
import { createSessions } from '../host/session.ts';
import { serveFiles } from '../host/static-files.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import type { Nominee } from './nominees.ts';
import { registerRoutes } from './routes.ts';
import { openNomineeStore } from './store.ts';

export interface AwardsOptions {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** Who is nominated at the first start. */
  readonly nominees: readonly Nominee[];
}

const WEB = fileURLToPath(new URL('web', import.meta.url));
const require = createRequire(import.meta.url);

/** Starts 评选表彰管理系统: static pages with Layui over a small API, as an office's own developer makes them. */
export async function startAwards(options: AwardsOptions): Promise<Running> {
  const app = fastify({ forceCloseConnections: true });
  const store = await openNomineeStore(join(options.folder, 'awards.json'), options.nominees);
  registerRoutes(app, store, createSessions({ cookie: 'AWARDSID', accounts: { xujing: '许静' } }), localTime);
  await serveFiles(app, {
    '/layui/layui.js': require.resolve('layui/dist/layui.js'),
    '/layui/css/layui.css': require.resolve('layui/dist/css/layui.css'),
    '/layui/font/iconfont.woff2': require.resolve('layui/dist/font/iconfont.woff2'),
    '/award/login.html': join(WEB, 'login.html'),
    '/award/index.html': join(WEB, 'index.html'),
    '/award/index.js': join(WEB, 'index.js'),
    '/award/opinion.html': join(WEB, 'opinion.html'),
    '/award/awards.css': join(WEB, 'awards.css'),
  });
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}
