import { join } from 'node:path';
import fastify from 'fastify';
import { LOOPBACK } from '../net.ts';
import type { Running } from '../running.ts';
import { registerApi } from './api.ts';
import { registerAssets } from './assets.ts';
import { buildHiring } from './build.ts';
import type { Candidate } from './candidates.ts';
import { createSessions } from './session.ts';
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
  registerApi(app, store, createSessions(), localTime);
  await registerAssets(app, await buildHiring());
  const url = await app.listen({ host: LOOPBACK, port: options.port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}

const localTime = (): string => new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
