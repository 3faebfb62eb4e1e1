/** The command line as a process of its own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: string;
}

export const duecheck = (...args: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(process.execPath, [MAIN, ...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), lines: stdout.trimEnd().split('\n'), errors: stderr }),
    );
  });
