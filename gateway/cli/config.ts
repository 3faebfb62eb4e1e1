/** The same settings for every command: flags first, then the environment. */
import { resolve } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import type { ListRoot } from '@duecheck/core/lists';
import type { GatewayConfig } from '../open-world.ts';
import { startEmbedded } from '../store/embedded.ts';
import type { ConfigCode } from './config-code.ts';
import { readWitnesses } from './witness-settings.ts';

export interface Settings {
  readonly database?: string;
  readonly state?: string;
  readonly url?: string;
  readonly issuer?: string;
  readonly listRoot?: string;
  /** File that names the platforms to ask; without it the own store is the only source. */
  readonly sources?: string;
  readonly movableClock?: boolean;
  readonly witness?: readonly string[];
  readonly witnessQuorum?: string;
}

export interface Ready {
  readonly config: GatewayConfig;
  /** Stops the embedded database, where this process started one. */
  readonly release: () => Promise<void>;
}

/**
 * `DATABASE_URL` is production; without it a real PostgreSQL from npm runs inside the state folder.
 * @throws DuecheckError `setting-missing`, `setting-wrong`, or as `startEmbedded`
 */
export async function readConfig(settings: Settings): Promise<Ready> {
  const stateDir = stateDirOf(settings);
  const url = publicUrlOf(settings);
  const issuer = settings.issuer ?? process.env.DUECHECK_ISSUER;
  if (issuer === undefined)
    throw new DuecheckError<ConfigCode>('setting-missing', 'name the OpenID issuer: --issuer or DUECHECK_ISSUER');
  const listRoot = parseRoot(settings.listRoot ?? process.env.DUECHECK_LIST_ROOT ?? '');
  const sources = (settings.sources ?? process.env.DUECHECK_SOURCES) || undefined;
  const witnesses = readWitnesses(settings);
  const databaseUrl = settings.database ?? process.env.DATABASE_URL;
  const embedded =
    databaseUrl === undefined
      ? await startEmbedded({ dataDir: resolve(stateDir, 'pg'), logFile: resolve(stateDir, 'pg.log') })
      : null;
  return {
    config: {
      databaseUrl: databaseUrl ?? (embedded as { url: string }).url,
      stateDir,
      url,
      issuer,
      listRoot,
      witnesses,
      ...(sources === undefined ? {} : { sourcesFile: resolve(sources) }),
      legalClock: settings.movableClock === true ? 'movable' : 'fixed',
      onAlarm: (alarm) => console.error(JSON.stringify({ alarm })),
      onSourceFault: (fault) => console.error(JSON.stringify(fault)),
    },
    release: async () => embedded?.stop(),
  };
}

export const stateDirOf = ({ state }: Settings): string =>
  resolve(state ?? process.env.DUECHECK_STATE ?? '.duecheck/gateway');

export const publicUrlOf = ({ url }: Settings): string => url ?? process.env.DUECHECK_URL ?? 'http://127.0.0.1:7400';

/** `2:vkey,vkey,…` as policy writes it; empty: no root, and every list is refused. */
export function parseRoot(text: string): ListRoot {
  if (text === '') return { vkeys: [], threshold: 0 };
  const [threshold = '', vkeys = ''] = text.split(/:(.*)/s);
  if (!/^[1-9]$/.test(threshold) || vkeys === '') {
    throw new DuecheckError<ConfigCode>('setting-wrong', 'a list root reads "2:vkey,vkey"');
  }
  return { threshold: Number(threshold), vkeys: vkeys.split(',') };
}
