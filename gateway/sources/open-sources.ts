/** `sources.json` → the platforms that this gateway asks, each behind its guard. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import { guardSource } from './guard.ts';
import { type PlatformConfig, type SourceConfig, SourcesFile } from './platform/config.ts';
import { createPlatform, type PlatformWorld } from './platform/create-platform.ts';
import type { UpstreamSource } from './source.ts';
import type { OnFault } from './told-fault.ts';

export type SourcesCode = 'sources-unreadable';

/**
 * @param file its secrets and certificates are found from where it lies
 * @throws DuecheckError `sources-unreadable`, with the place in the file and never with what stands there
 */
export async function openSources(file: string, world: PlatformWorld, onFault?: OnFault): Promise<UpstreamSource[]> {
  const { sources } = parse(await read(file, 'the file of sources'));
  return Promise.all(
    sources.map(async (source) => {
      const platform = createPlatform(await platformConfig(source, file), world);
      return guardSource(platform, source, { onFault });
    }),
  );
}

function parse(text: string): SourcesFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('the file of sources is no JSON');
  }
  const parsed = SourcesFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'top'} (${code})`);
  throw unreadable(`the file of sources is wrong at ${[...new Set(places)].join(', ')}`);
}

async function platformConfig({ tls, ...source }: SourceConfig, file: string): Promise<PlatformConfig> {
  const beside = (name: string, what: string) => read(resolve(dirname(file), name), `${what} of ${source.id}`);
  const secret = source.secret ?? (await beside(source.secretFile ?? '', 'the secret')).trim();
  if (tls === undefined) return { ...source, secret };
  const cert = await beside(tls.certFile, 'the certificate');
  const key = await beside(tls.keyFile, 'the key');
  const ca = tls.caFile === undefined ? {} : { ca: await beside(tls.caFile, 'the authority') };
  return { ...source, secret, tls: { cert, key, ...ca } };
}

async function read(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(`${what} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

const unreadable = (message: string) => new DuecheckError<SourcesCode>('sources-unreadable', message);
