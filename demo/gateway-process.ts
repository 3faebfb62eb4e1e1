import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../gateway/main.ts', import.meta.url));

export interface GatewayProcess extends Omit<Listening<unknown>, 'said'> {
  /** Verifier keys of its register. */
  readonly vkeys: readonly string[];
}

/** A command that keeps running and says on which port. */
export interface Listening<Said> {
  readonly port: number;
  /** The line that said so. */
  readonly said: Said;
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
 * @throws as `startListening`
 */
export async function startGatewayProcess({ args, ...options }: GatewayProcessOptions): Promise<GatewayProcess> {
  const { said, ...running } = await startListening<{ vkeys: string[] }>({ args: ['serve', ...args], ...options });
  return { vkeys: said.vkeys, ...running };
}

/** @throws Error with the exit code where it ends before it listens; its log says why */
export async function startListening<Said>({ args, env, logFile }: GatewayProcessOptions): Promise<Listening<Said>> {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', log],
  }) as ChildProcessByStdio<null, Readable, null>;
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const listening = new Promise<Said & { listening: number }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"listening"')) resolve(JSON.parse(line));
    });
    void exited.then((code) =>
      reject(new Error(`duecheck ${args[0]} ended with ${code} before it listened: see its log`)),
    );
  });
  const said = await listening;
  return {
    port: said.listening,
    said,
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
