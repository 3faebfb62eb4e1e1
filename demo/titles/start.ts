import { join } from 'node:path';
import fastify from 'fastify';
import { registerAssets } from '../host/assets.ts';
import { buildPages } from '../host/build-pages.ts';
import { localTime } from '../host/local-time.ts';
import { createSessions } from '../host/session.ts';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import { registerApi } from './api.ts';
import type { Applicant } from './applicants.ts';
import { openApplicantStore } from './store.ts';

export interface TitlesOptions {
  readonly port: number;
  /** Where its data file is kept. */
  readonly folder: string;
  /** Who is in it at the first start. */
  readonly applicants: readonly Applicant[];
}

/** Starts 职称评审管理系统: one page with a router of its own, so that every address of it is the same file. */
export async function startTitles(options: TitlesOptions): Promise<Running> {
  const app = fastify({ forceCloseConnections: true });
  const store = await openApplicantStore(join(options.folder, 'titles.json'), options.applicants);
  registerApi(app, store, createSessions({ cookie: 'JSESSIONID', accounts: { limin: '李敏' } }), localTime);
  const pages = await buildPages({
    folder: new URL('.', import.meta.url),
    packages: ['react', 'antd'],
  });
  await registerAssets(app, pages, ['/', '/login', '/reviews', '/reviews/:id']);
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}
