/** The thread's side: opens the page, looks through each binding, says what it saw. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromPageThread, PageJob } from '../page-report.ts';
import { lookAtPage } from './look-at-page.ts';

parentPort?.postMessage({ report: lookAtPage(workerData as PageJob) } satisfies FromPageThread);
