/** The crash matrix of the outbox (crash.test.ts), for a worker that dies. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { until } from './support/clerk.ts';
import { endBy, everyPoint, faultsOf, openMatrix, stopAt } from './support/crash/matrix.ts';
import { killWorker } from './support/kill-worker.ts';

/** Most of a row is waiting. */
const AT_ONCE = 3;

type Desk = Awaited<ReturnType<typeof openMatrix>>;
let desks: Desk[] = [];
beforeAll(async () => {
  desks = await Promise.all(Array.from({ length: AT_ONCE }, () => openMatrix()));
});
afterAll(() => Promise.all(desks.map((desk) => desk.close())));

describe('every entry is delivered once by its key', { timeout: 300_000 }, () => {
  it('whichever await the worker dies at, and also where the clerk presses again', () =>
    everyPoint('worker', desks, async (desk, point) => {
      const row = await stopAt(desk, point);
      if (row === null) return null;
      await endBy(desk, () => killWorker(desk.office));
      await desk.decider.deliverAll();
      const alone = await faultsOf(desk, row.caseKey, row.kept ? 1 : 0);
      await until(() => desk.decider.defer(row.ticket)).toEqual({ ok: true });
      await desk.decider.deliverAll();
      return [...alone, ...(await faultsOf(desk, row.caseKey, 1)).map((fault) => `pressed again: ${fault}`)];
    }));
});
