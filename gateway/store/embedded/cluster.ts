import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invoke } from './account.ts';
import { type Binaries, programOf } from './binaries.ts';
import { EmbeddedError } from './errors.ts';
import { failureIn } from './failure.ts';
import { isAlive } from './process.ts';
import { asEmbeddedError, own, ownerOf, type Room } from './room.ts';

export const SUPERUSER = 'duecheck';

export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly folder: string;
  /** One file per server process, named by its id: who started it. */
  readonly owners: string;
  readonly password: string;
}

/**
 * Finds the room's cluster or makes it. A new one is built aside and moved into place whole, so that neither a killed
 * attempt nor two at once leave half a cluster.
 * @throws EmbeddedError `other-version`, `data-foreign`, `no-disk`, `binaries-incomplete`, `start-failed`
 */
export function openCluster(room: Room, binaries: Binaries): Cluster {
  const server = join(room.folder, 'server');
  try {
    if (!existsSync(server)) makeCluster(room, server);
    const cluster = { folder: join(server, 'cluster'), owners: join(server, 'owners') };
    const version = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim();
    if (version !== binaries.major)
      throw new EmbeddedError(
        'other-version',
        `${room.folder} was made by PostgreSQL ${version}, and this is ${binaries.major}: move it with pg_dump, or remove the folder to start afresh`,
      );
    const owner = ownerOf(room.account);
    if (owner !== undefined) own(cluster.folder, owner);
    return { ...cluster, password: readFileSync(join(server, 'password'), 'utf8').trim() };
  } catch (cause) {
    throw asEmbeddedError(cause, room.folder);
  }
}

function makeCluster(room: Room, server: string): void {
  sweepUnfinished(room.folder);
  const unfinished = join(room.folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`);
  const cluster = join(unfinished, 'cluster');
  const password = join(unfinished, 'password');
  // `nobody` must pass through to its cluster; everybody else learns no more than that it is there.
  mkdirSync(unfinished, { mode: 0o711 });
  try {
    mkdirSync(cluster, { mode: 0o700 });
    mkdirSync(join(unfinished, 'owners'), { mode: 0o700 });
    writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    const owner = ownerOf(room.account);
    if (owner !== undefined) for (const file of [cluster, password]) own(file, owner);
    runInitdb(room, cluster, password);
    renameSync(unfinished, server);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start was quicker: its cluster is as good.
    if (!existsSync(server)) throw cause;
  }
}

function runInitdb({ account, home }: Room, cluster: string, password: string): void {
  const { command, args, options } = invoke(account, programOf(home, 'initdb'), [
    ...['-D', cluster, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${password}`, '--no-instructions'],
    // The same order of text on every machine, whatever its locales: by code point, with Unicode's letter cases.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  const run = spawnSync(command, args, { ...options, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
  if (run.status !== 0)
    throw failureIn(`${run.stdout ?? ''}\n${run.stderr ?? ''}\n${run.error?.message ?? ''}`, 'initdb');
}

/** Ours without the variables that PostgreSQL reads (PGDATA, PGPORT…) and with messages that `failure.ts` can read. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

function sweepUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /^new-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
