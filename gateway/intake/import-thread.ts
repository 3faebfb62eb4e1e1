/**
 * An import in a thread of its own: a hostile file can take neither the process's memory nor its event loop, and whoever
 * waits at a counter waits no longer. The thread opens a world of its own, as a second gateway would.
 */
import { Worker } from 'node:worker_threads';
import { DuecheckError } from '@duecheck/core/errors';
import type { GatewayConfig } from '../open-world.ts';
import type { RegisterAlarm } from '../register/register.ts';
import type { FileJob, FileReport, Progress } from './import-file.ts';

/** What can be handed to another thread: clock, token verifier and platforms are functions, and an import needs none. */
export type ThreadConfig = Pick<
  GatewayConfig,
  'databaseUrl' | 'stateDir' | 'url' | 'issuer' | 'listRoot' | 'legalClock' | 'witnesses'
>;
export type ThreadJob = Omit<FileJob, 'onProgress' | 'signal'>;
export interface ThreadData {
  readonly config: ThreadConfig;
  readonly job: ThreadJob;
}
export type FromThread =
  | { readonly progress: Progress }
  | { readonly report: FileReport }
  | { readonly alarm: RegisterAlarm };

/**
 * Live are some 40 MB; where V8 may, it lets four times that pile up. Measured: with these 253 MiB resident at 100,000 rows
 * and 258 at a million, without them 404 and growing, for an eighth less CPU.
 */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 96 } as const;

export interface ThreadHooks {
  readonly onProgress?: (progress: Progress) => void;
  readonly onAlarm?: (alarm: RegisterAlarm) => void;
  /** Stops after the rows that are being taken; the run stays resumable. */
  readonly signal?: AbortSignal;
}

/** @throws DuecheckError as `importFile` and `openWorld`, or `import-out-of-memory`; database errors as they come */
export async function importInThread(
  config: ThreadConfig,
  job: ThreadJob,
  { onProgress, onAlarm, signal }: ThreadHooks = {},
): Promise<FileReport> {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData: { config: plain(config), job } satisfies ThreadData,
    resourceLimits: LIMITS,
  });
  const cancel = (): void => worker.postMessage('cancel');
  signal?.addEventListener('abort', cancel);
  try {
    return await new Promise<FileReport>((done, failed) => {
      let report: FileReport | undefined;
      worker.on('message', (message: FromThread) => {
        if ('progress' in message) onProgress?.(message.progress);
        else if ('alarm' in message) onAlarm?.(message.alarm);
        else report = message.report;
      });
      worker.once('error', (error: Error & { code?: string }) => failed(asThrown(error)));
      worker.once('exit', () => {
        if (report === undefined) failed(new DuecheckError('import-stopped', 'the thread of this import was ended'));
        else done(report);
      });
      if (signal?.aborted === true) cancel();
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

const plain = ({ databaseUrl, stateDir, url, issuer, listRoot, legalClock, witnesses }: ThreadConfig) => ({
  ...{ databaseUrl, stateDir, url, issuer, listRoot, legalClock },
  ...(witnesses === undefined ? {} : { witnesses }),
});

/** What a thread throws arrives as a copy, which has the name and the code and no longer the class. */
function asThrown(error: Error & { code?: string }): Error {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new DuecheckError('import-out-of-memory', 'the file needs more memory than an import is given');
  return error.name === 'DuecheckError' ? new DuecheckError(error.code ?? '', error.message) : error;
}
