import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LOOPBACK } from '../net.ts';
import { listen, type Running } from '../running.ts';
import { type NginxPlaces, nginxFiles } from './config.ts';

/** Debian's nobody: a program that root starts should not run as root. */
const NOBODY = 65534;

export interface NginxOptions extends Omit<NginxPlaces, 'folder' | 'port'> {
  /** Where nginx is. */
  readonly program: string;
}

export interface RunningNginx extends Running {
  /** What was let through without an answer, one JSON line each (`duecheck import --spool`). */
  readonly spool: string;
  /** Every decision that was let through (`duecheck import --type decisions`). */
  readonly decisions: string;
}

/**
 * The real nginx before a sample system, configured by the files that offices copy (docs/nginx.md). It runs as an ordinary
 * user in a folder of its own, which goes away with it.
 *
 * @throws Error with what nginx said, where it does not start
 */
export async function startNginx({ program, ...places }: NginxOptions): Promise<RunningNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-nginx-'));
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  const files = Object.entries(await nginxFiles({ ...places, folder, port }));
  await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o644 })));
  if (asRoot) await chown(folder, NOBODY, NOBODY);
  const child = spawn(program, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(asRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const close = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, port);
  } catch (cause) {
    await close();
    throw new Error(`nginx does not start: ${said.trim()}`, { cause });
  }
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    spool: join(folder, 'duecheck-spool.ndjson'),
    decisions: join(folder, 'duecheck-decisions.ndjson'),
    close,
  };
}

/** nginx takes no port 0. */
async function freePort(): Promise<number> {
  const { port, close } = await listen(0);
  await close();
  return port;
}

/** @throws where nginx ends first */
async function answering(child: ChildProcess, port: number): Promise<void> {
  const ended = new Promise<never>((_, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`ended with ${code}`)));
  });
  ended.catch(() => undefined);
  for (;;) {
    if (await Promise.race([ended, takesConnections(port)])) return;
    await Promise.race([ended, delay(20)]);
  }
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, LOOPBACK);
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
