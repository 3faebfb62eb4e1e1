/**
 * The crash matrix of the outbox: tab and gateway are ended at every await between the clerk's "go on as owed" and the moment
 * when nothing more is owed. What was on disk is delivered once by its key; what was not is carried by nothing. The worker's and
 * the browser's own end: crash-worker.test.ts, crash-browser.test.ts.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { until } from './support/clerk.ts';
import { openDecider } from './support/crash/decider.ts';
import { everyPoint, faultsOf, openMatrix, stopAt } from './support/crash/matrix.ts';

/** Most of a row is waiting. */
const AT_ONCE = 3;

type Desk = Awaited<ReturnType<typeof openMatrix>>;
let desks: Desk[] = [];
beforeAll(async () => {
  desks = await Promise.all(Array.from({ length: AT_ONCE }, () => openMatrix()));
});
afterAll(() => Promise.all(desks.map((desk) => desk.close())));

describe('every entry is delivered once by its key', { timeout: 300_000 }, () => {
  it('whichever await the tab is closed at', () =>
    everyPoint('tab', desks, async (desk, point) => {
      const row = await stopAt(desk, point);
      if (row === null) return null;
      await desk.decider.page.close();
      row.stopped.goOn();
      desk.decider = await openDecider(desk.office);
      await until(() => delivered(desk, row.caseKey)).toBe(true);
      await desk.decider.deliverAll();
      return faultsOf(desk, row.caseKey, 1);
    }));

  it('whichever await the gateway goes away at', () =>
    everyPoint('gateway', desks, async (desk, point) => {
      const { gateway } = desk.office;
      const row = await stopAt(desk, point);
      if (row === null) return null;
      gateway.script.down = true;
      gateway.server.closeAllConnections();
      row.stopped.goOn();
      await until(async () => {
        const [entry] = await desk.decider.outbox();
        return delivered(desk, row.caseKey) || (entry?.attempts ?? 0) > 0;
      }).toBe(true);
      gateway.script.down = false;
      await desk.decider.deliverAll();
      return faultsOf(desk, row.caseKey, 1);
    }));
});

const delivered = ({ office }: Desk, caseKey: string): boolean =>
  office.gateway.delivered.some((body) => (body.case as unknown as { key: string }).key === caseKey);
