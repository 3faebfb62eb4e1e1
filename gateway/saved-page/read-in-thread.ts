/**
 * A saved page in a thread of its own. It may be anything: ten megabytes, a hundred thousand levels deep, or made so that
 * a pattern never ends; the thread has so much memory and time, and then it is over. jsdom is loaded there and nowhere else.
 */
import { Worker } from 'node:worker_threads';
import { DuecheckError } from '@duecheck/core/errors';
import type { FromPageThread, PageJob, PageReport, SavedPageCode } from './page-report.ts';

/** 10 MB of markup take some 900 MB in jsdom. */
const LIMITS = { maxOldGenerationSizeMb: 2048 } as const;

/** @throws DuecheckError SavedPageCode */
export async function readInThread(job: PageJob, { patienceMs }: { readonly patienceMs: number }): Promise<PageReport> {
  const worker = new Worker(new URL('./dom/worker.ts', import.meta.url), { workerData: job, resourceLimits: LIMITS });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PageReport>((done, failed) => {
      const fail = (code: SavedPageCode, message: string) => failed(new DuecheckError(code, `${job.file}: ${message}`));
      timer = setTimeout(() => fail('page-too-slow', `not read within ${patienceMs / 1000} s`), patienceMs);
      worker.once('message', ({ report }: FromPageThread) => done(report));
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          fail('page-out-of-memory', 'it needs more memory than a page is given');
        else if (error.name === 'RangeError' && /call stack/.test(error.message))
          fail('page-too-deep', 'it is nested too deeply');
        // A copy arrives, with name and code and no longer the class.
        else if (error.name === 'DuecheckError') failed(new DuecheckError(error.code ?? '', error.message));
        else failed(error);
      });
      worker.once('exit', () => fail('page-stopped', 'the thread that read it ended'));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
