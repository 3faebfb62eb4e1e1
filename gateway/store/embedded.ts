/**
 * A real PostgreSQL for those who have none: the programs come from npm, the data lies in one folder. Meant for
 * demonstrations, tests and small offices; production sets DATABASE_URL (DESIGN §7).
 */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, openCluster, SUPERUSER } from './embedded/cluster.ts';
import { EmbeddedError } from './embedded/errors.ts';
import { startPostmaster, stopOrphan, stopPostmaster } from './embedded/postmaster.ts';
import { prepareRoom, type Room } from './embedded/room.ts';

export { EmbeddedError, type EmbeddedErrorCode } from './embedded/errors.ts';

export interface EmbeddedOptions {
  /** Made if missing; its cluster is used again at the next start. */
  readonly dataDir: string;
  /** Appended to; readable by us alone. */
  readonly logFile: string;
  /** On 127.0.0.1; without it a free one is found. */
  readonly port?: number;
  /** As root only: whose name the server runs under. Found out by default. */
  readonly account?: Account;
  /** As root only: where programs and data go when `nobody` cannot enter `dataDir`. Default `/var/lib/duecheck`. */
  readonly openFolder?: string;
}

export interface Embedded {
  /** With the superuser's name and password, for the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Process id of the server. */
  readonly pid: number;
  /** Where the data really is: `dataDir`, unless `nobody` could not enter it. */
  readonly folder: string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends the server with everything committed on disk. May be called again. */
  stop(): Promise<void>;
}

// Between finding a free port and taking it, somebody else may take it; and the children of a killed server need a moment
// to notice, during which its shared memory is still in use.
const ATTEMPTS = 50;
const ATTEMPT_PAUSE_MS = 100;

/**
 * Starts the server of a data folder, as an ordinary user or as root. Measured on two cores: 0.9 s the first time, 0.1 s after.
 * If this process is killed, the server it leaves behind is stopped by the next start.
 * @throws EmbeddedError its code says which; its message what to type
 * @example
 * const database = await startEmbedded({ dataDir: '.duecheck/pg', logFile: '.duecheck/pg.log' });
 * const db = openDatabase(database.url);
 * await db.destroy();
 * await database.stop();
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const binaries = findBinaries();
  const logFile = resolve(options.logFile);
  const { openFolder = '/var/lib/duecheck', account } = options;
  const request = { binaries, dataDir: resolve(options.dataDir), openFolder };
  const room = prepareRoom(account === undefined ? request : { ...request, account });
  const cluster = openCluster(room, binaries);
  mkdirSync(dirname(logFile), { recursive: true });

  for (let attempt = 1; ; attempt++) {
    await stopOrphan(room, cluster);
    const port = options.port ?? (await freePort());
    try {
      return handle(await startPostmaster(room, cluster, port, logFile), room, cluster, port);
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(error, options)) throw error;
      await delay(ATTEMPT_PAUSE_MS);
    }
  }
}

/** Whether trying again can help; where another living process owns the folder, `stopOrphan` has the last word. */
function mayPass(error: unknown, { port }: EmbeddedOptions): boolean {
  if (!(error instanceof EmbeddedError)) return false;
  return error.code === 'already-running' || (error.code === 'port-taken' && port === undefined);
}

function handle(child: ChildProcess, room: Room, cluster: Cluster, port: number): Embedded {
  // `exit` allows nothing that waits: the signal is sent, and the server ends by itself.
  const onExit = (): void => void child.kill('SIGINT');
  process.once('exit', onExit);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  void ended.then(() => process.off('exit', onExit));
  return {
    url: `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid as number,
    folder: room.folder,
    ended,
    stop: () => stopPostmaster(room, cluster, child),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new EmbeddedError('start-failed', 'no port was given');
  return address.port;
}
