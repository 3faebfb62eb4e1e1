/** The inside of `import-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { openWorld } from '../open-world.ts';
import { importFile } from './import-file.ts';
import type { FromThread, ThreadData } from './import-thread.ts';

const { config, job } = workerData as ThreadData;
const tell = (message: FromThread): void => parentPort?.postMessage(message);
const cancelled = new AbortController();
parentPort?.on('message', () => cancelled.abort());

const { world, close } = await openWorld({ ...config, onAlarm: (alarm) => tell({ alarm }) });
try {
  const report = await importFile(world, {
    ...job,
    signal: cancelled.signal,
    onProgress: (progress) => tell({ progress }),
  });
  tell({ report });
} finally {
  await close();
  parentPort?.close();
}
