import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { localFetch } from '../net.ts';
import type { PlatformId } from '../people/index.ts';
import type { Counts } from './counts.ts';
import type { FaultMode } from './faults.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface PlatformProcess {
  readonly id: PlatformId;
  readonly url: string;
  readonly pid: number;
  /** Turns its switch. */
  fault(mode: FaultMode): Promise<void>;
  /** Another one of `POST /admin/…`. @throws Error where it is not taken */
  admin(name: 'maintenance' | 'secrets' | 'caller', sent: Readonly<Record<string, string>>): Promise<void>;
  calls(): Promise<ReturnType<Counts['report']>>;
  stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface PlatformProcessOptions {
  readonly id: PlatformId;
  readonly port: number;
  /** File with those who may ask, as `Caller[]`. */
  readonly callers: string;
  /** Further options of `main.ts`. */
  readonly args?: readonly string[];
}

/** @throws Error where it ends before it listens; what it said is on the error stream */
export async function startPlatformProcess(options: PlatformProcessOptions): Promise<PlatformProcess> {
  const { id, port, callers, args = [] } = options;
  const child = spawn(process.execPath, [MAIN, '--id', id, '--port', String(port), '--callers', callers, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  }) as ChildProcessByStdio<null, Readable, null>;
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const listening = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"listening"')) resolve(JSON.parse(line).listening);
    });
    void exited.then((code) => reject(new Error(`the platform ${id} ended with ${code} before it listened`)));
  });
  const url = `http://127.0.0.1:${listening}`;
  const post = async (name: string, sent: object): Promise<void> => {
    const response = await localFetch(`${url}/admin/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    if (!response.ok) throw new Error(`the platform ${id} takes no such ${name}: ${response.status}`);
    await response.body?.cancel();
  };
  return {
    id,
    url,
    pid: child.pid as number,
    fault: (mode) => post('fault', { mode }),
    admin: post,
    calls: async () => (await (await localFetch(`${url}/admin/calls`)).json()) as ReturnType<Counts['report']>,
    async stop(how) {
      child.kill(how);
      await exited;
    },
  };
}
