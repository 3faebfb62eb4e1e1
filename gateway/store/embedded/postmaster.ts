import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { invoke } from './account.ts';
import { programOf } from './binaries.ts';
import { type Cluster, serverEnvironment } from './cluster.ts';
import { EmbeddedError } from './errors.ts';
import { failureIn } from './failure.ts';
import { identify, isAlive, isSame, runsWith } from './process.ts';
import type { Room } from './room.ts';

// Recovery after a crash replays what was written since the last checkpoint, minutes' worth at most.
const PATIENCE_MS = 300_000;
const POLL_MS = 20;

/** @throws EmbeddedError `port-taken`, `already-running`, `no-disk`, `binaries-incomplete`, `wrong-architecture`, `start-failed` */
export async function startPostmaster(
  room: Room,
  cluster: Cluster,
  port: number,
  logFile: string,
): Promise<ChildProcess> {
  const log = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const { command, args, options } = invoke(room.account, programOf(room.home, 'postgres'), [
    ...['-D', cluster.folder, '-p', String(port)],
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // To a file, since a pipe would stall the server once nobody reads it; a process group of its own, since Ctrl-C is for
  // us: the server must outlive the requests that we still finish.
  const child = spawn(command, args, {
    ...options,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  const failed = Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => undefined,
    (error: Error) => error,
  );
  if (child.pid !== undefined) writeOwner(cluster, child.pid);
  const outcome = await Promise.race([failed.then((error) => ({ error })), untilReady(cluster, child)]);
  if (outcome === 'ready') return child;
  if (outcome === 'late') {
    await stopPostmaster(room, cluster, child);
    throw new EmbeddedError('start-failed', `PostgreSQL was not ready after ${PATIENCE_MS / 1000} s: see ${logFile}`);
  }
  const output = readFileSync(logFile).subarray(logStart).toString('utf8');
  throw failureIn(`${output}\n${outcome.error?.message ?? ''}`, logFile);
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // The port and a password are the one way in. A socket's path may also be longer than the system takes.
  unix_socket_directories: '',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // DETAIL lines quote rows, and rows are about people.
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  max_connections: '100',
} as const;

async function untilReady(cluster: Cluster, child: ChildProcess): Promise<'ready' | 'late'> {
  for (
    let waited = 0;
    waited < PATIENCE_MS && child.exitCode === null && child.signalCode === null;
    waited += POLL_MS
  ) {
    const running = readPidFile(cluster);
    if (running?.pid === child.pid && running?.ready === true) return 'ready';
    await delay(POLL_MS);
  }
  return 'late';
}

/** The server's own note: line 1 its process id, line 4 its port, line 8 its state (PostgreSQL's `miscadmin.h`). */
export function readPidFile({ folder }: Cluster): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(room: Room, cluster: Cluster, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  tellToStop(room, cluster, child.pid);
  await gone;
  rmSync(join(cluster.owners, String(child.pid)), { force: true });
}

function tellToStop(room: Room, cluster: Cluster, pid: number): void {
  // Windows has no signals; pg_ctl speaks to the server there.
  if (process.platform === 'win32')
    spawnSync(programOf(room.home, 'pg_ctl'), ['stop', '-D', cluster.folder, '-m', 'fast']);
  else process.kill(pid, 'SIGINT');
}

/**
 * One living owner a server. A server whose owner was killed is stopped, so that the next start finds the folder free.
 * @throws EmbeddedError `already-running` where the owner lives
 */
export async function stopOrphan(room: Room, cluster: Cluster): Promise<void> {
  const running = readPidFile(cluster);
  sweepOwners(cluster);
  if (running === undefined || !isAlive(running.pid)) return;
  if (!runsWith(running.pid, cluster.folder)) {
    // The number has gone to another process since, as it soon does in a container; PostgreSQL would take it for itself.
    rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
    return;
  }
  const owner = readOwner(cluster, running.pid);
  if (owner !== undefined && isSame(owner))
    throw new EmbeddedError(
      'already-running',
      `process ${Number.parseInt(owner, 10)} already runs the database in ${room.folder} (port ${running.port}): stop it first`,
    );
  try {
    tellToStop(room, cluster, running.pid);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH')
      throw new EmbeddedError(
        'data-foreign',
        `another user runs the database in ${room.folder}: stop process ${running.pid} as that user`,
        { cause },
      );
  }
  while (isAlive(running.pid)) await delay(POLL_MS);
}

function writeOwner(cluster: Cluster, pid: number): void {
  writeFileSync(join(cluster.owners, String(pid)), identify(process.pid));
}

function readOwner(cluster: Cluster, pid: number): string | undefined {
  try {
    return readFileSync(join(cluster.owners, String(pid)), 'utf8');
  } catch {
    return undefined;
  }
}

function sweepOwners(cluster: Cluster): void {
  for (const pid of readdirSync(cluster.owners))
    if (!isAlive(Number(pid))) rmSync(join(cluster.owners, pid), { force: true });
}
