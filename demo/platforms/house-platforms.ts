/** Both platforms of the house, each a process that knows our gateway, and the gateway's own file about them. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '@duecheck/core/catalogue';
import { writeJson } from '../json-file.ts';
import { PLATFORM_IDS, type PlatformId } from '../people/index.ts';
import { type PlatformProcess, startPlatformProcess } from './process.ts';
import { callerOf, sourceOf } from './registration.ts';

export interface HousePlatformsOptions {
  /** An ignored folder: secrets lie in it. */
  readonly folder: string;
  readonly ports: Readonly<Record<PlatformId, number>>;
  readonly catalogue: Catalogue;
  /** As for the own store, so that both speak of the same people. */
  readonly people: { readonly seed: string; readonly today: string; readonly count: number };
}

export interface HousePlatforms {
  /** `sources.json` for the gateway: DUECHECK_SOURCES. */
  readonly sources: string;
  readonly of: (id: PlatformId) => PlatformProcess;
  /** Again, after it was stopped. */
  readonly start: (id: PlatformId) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startPlatforms(options: HousePlatformsOptions): Promise<HousePlatforms> {
  const { folder, ports, catalogue, people } = options;
  await mkdir(folder, { recursive: true });
  const running = new Map<PlatformId, PlatformProcess>();
  const callersFile = (id: PlatformId) => join(folder, `${id}-callers.json`);
  const start = async (id: PlatformId) => {
    const args = ['--seed', people.seed, '--today', people.today, '--people', String(people.count)];
    running.set(id, await startPlatformProcess({ id, port: ports[id], callers: callersFile(id), args }));
  };
  const close = async () => {
    await Promise.all([...running.values()].map((platform) => platform.stop('SIGTERM')));
  };

  const agreements = await Promise.all(
    PLATFORM_IDS.map(async (id) => ({ id, catalogue, secret: await keptSecret(join(folder, secretFile(id))) })),
  );
  for (const agreement of agreements) await writeJson(callersFile(agreement.id), [callerOf(agreement)], 0o600);
  const started = await Promise.allSettled(PLATFORM_IDS.map(start));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const of = (id: PlatformId) => running.get(id) as PlatformProcess;
  const sources = join(folder, 'sources.json');
  await writeJson(sources, {
    sources: agreements.map((agreement) =>
      sourceOf(agreement, of(agreement.id).url, { secret: undefined, secretFile: secretFile(agreement.id) }),
    ),
  });
  return { sources, of, start, close };
}

const secretFile = (id: PlatformId): string => `${id}-secret`;

async function keptSecret(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const made = randomBytes(24).toString('base64url');
    await writeFile(path, made, { mode: 0o600 });
    return made;
  }
}
