/** The sample systems of the house, each behind its own proxy with its own key. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';
import { type EnforcementPoint, enforcementPoint } from './organisations.ts';
import type { People } from './people/index.ts';
import type { Ports } from './ports.ts';
import { guardedRequests } from './proxy/guard.ts';
import { type RunningProxy, startProxy } from './proxy/start.ts';
import { SYSTEM_IDS, SYSTEMS, type SystemId, systemHostname } from './systems.ts';

export interface RunningSystem {
  /** Where browsers see it. */
  readonly url: string;
  readonly proxy: RunningProxy;
}
export type HouseSystems = Readonly<Record<SystemId, RunningSystem>>;

/** What gateway and lists have to know of a system before it runs. */
export interface SystemPlan {
  readonly id: SystemId;
  readonly origin: string;
  readonly point: EnforcementPoint;
}

/** @param folder keeps the keys from one start to the next. */
export const planSystems = (folder: string, ports: Ports): Promise<SystemPlan[]> =>
  Promise.all(
    SYSTEM_IDS.map(async (id) => {
      const origin = `http://${systemHostname(id)}:${ports[id]}`;
      const key = await keptKey(join(folder, id, 'enforcement-key.json'));
      return { id, origin, point: enforcementPoint(id, SYSTEMS[id].organisation, { origin, key }) };
    }),
  );

export interface SystemsOptions {
  readonly folder: string;
  readonly ports: Ports;
  readonly gateway: string;
  readonly people: People;
  readonly plans: readonly SystemPlan[];
  /** What was started goes in here, also where a later one fails. */
  readonly closing: (() => Promise<unknown>)[];
}

export async function startSystems({ plans, closing, ...house }: SystemsOptions): Promise<HouseSystems> {
  const started = plans.map(async ({ id, origin, point }) => {
    const folder = join(house.folder, id);
    const system = await SYSTEMS[id].start({ port: house.ports[`${id}Behind`], folder, people: house.people });
    closing.push(system.close);
    const proxy = await startProxy({
      port: house.ports[id],
      hostname: systemHostname(id),
      host: system.url,
      gateway: house.gateway,
      enforcementKey: point.key,
      guarded: guardedRequests([SYSTEMS[id].binding(origin)], origin),
      spool: join(folder, 'spool.ndjson'),
    });
    closing.push(proxy.close);
    return [id, { url: origin, proxy }] as const;
  });
  // Those that start are known to `closing` before anybody hears of one that does not.
  await Promise.allSettled(started);
  return Object.fromEntries(await Promise.all(started)) as unknown as HouseSystems;
}

async function keptKey(path: string): Promise<string> {
  const kept = await readJson<string>(path);
  if (kept) return kept;
  const made = randomBytes(32).toString('base64url');
  await writeJson(path, made, 0o600);
  return made;
}
