import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../gateway/main.ts', import.meta.url));

export interface GatewayProcess {
  readonly port: number;
  /** Verifier keys of its register. */
  readonly vkeys: readonly string[];
  readonly pid: number;
  /** Ends it in order, or as `kill -9` would. */
  stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Resolves with the exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
}

export interface GatewayProcessOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its log (pino, JSON lines) goes here. */
  readonly logFile: string;
}

/**
 * Runs `duecheck serve` as an operator would: a process of its own, which can be killed and started again.
 * @throws Error with the exit code where it ends before it listens; its log says why
 */
export async function startGatewayProcess({ args, env, logFile }: GatewayProcessOptions): Promise<GatewayProcess> {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [MAIN, 'serve', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', log],
  }) as ChildProcessByStdio<null, Readable, null>;
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const listening = new Promise<{ listening: number; vkeys: string[] }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"listening"')) resolve(JSON.parse(line));
    });
    void exited.then((code) => reject(new Error(`the gateway ended with ${code} before it listened: see its log`)));
  });
  const { listening: port, vkeys } = await listening;
  return {
    port,
    vkeys,
    pid: child.pid as number,
    exited,
    async stop(how) {
      child.kill(how);
      await exited;
    },
  };
}

/** Runs another command of the gateway to its end. @returns what it printed. @throws Error where it fails */
export async function runGatewayCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
