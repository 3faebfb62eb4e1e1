import { join } from 'node:path';
import fastify from 'fastify';
import { registerAssets } from '../host/assets.ts';
import { buildPages } from '../host/build-pages.ts';
import { localTime } from '../host/local-time.ts';
import { createSessions } from '../host/session.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import { registerApi } from './api.ts';
import type { Candidate } from './candidates.ts';
import { openCandidateStore } from './store.ts';

export interface HiringOptions {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** Who is in it at the first start. */
  readonly candidates: readonly Candidate[];
}

/** Starts 公务员招录管理信息系统, a back office as they are made: pages, an API of its own, a data file. */
export async function startHiring(options: HiringOptions): Promise<Running> {
  const app = fastify({ forceCloseConnections: true });
  const store = await openCandidateStore(join(options.folder, 'hiring.json'), options.candidates);
  registerApi(app, store, createSessions({ cookie: 'HRSESSIONID', accounts: { limin: '李敏' } }), localTime);
  const pages = await buildPages({
    folder: new URL('.', import.meta.url),
    packages: ['vue', 'element-plus'],
    plugin: async () => (await import('@vitejs/plugin-vue')).default(),
  });
  await registerAssets(app, pages);
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}
