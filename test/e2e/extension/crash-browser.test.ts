/**
 * The crash matrix of the outbox, for a browser that is killed and opened again on its profile. Its session is over: what was
 * on disk is delivered once when the clerk is back, and nothing else is.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDecider } from './support/crash/decider.ts';
import { endBy, everyPoint, faultsOf, openMatrix, stopAt } from './support/crash/matrix.ts';

/** A browser that has just started waits three seconds for policies, and does nothing meanwhile. */
const AT_ONCE = 4;

type Desk = Awaited<ReturnType<typeof openMatrix>>;
let desks: Desk[] = [];
beforeAll(async () => {
  desks = await Promise.all(Array.from({ length: AT_ONCE }, () => openMatrix()));
});
afterAll(() => Promise.all(desks.map((desk) => desk.close())));

it(
  'delivers every entry that was on disk once by its key, whichever await the browser is killed at',
  { timeout: 300_000 },
  () =>
    everyPoint('browser', desks, async (desk, point) => {
      const row = await stopAt(desk, point);
      if (row === null) return null;
      await endBy(desk, () => killBrowser(desk));
      await desk.decider.deliverAll();
      return faultsOf(desk, row.caseKey, row.kept ? 1 : 0);
    }),
);

/** Whoever signs in again has the same account; its window is tried in session.test.ts. */
async function killBrowser(desk: Desk): Promise<void> {
  const account = await desk.decider.page.evaluate(() => chrome.storage.session.get('account'));
  await desk.office.killBrowser();
  desk.decider = await openDecider(desk.office);
  expect(await desk.decider.carried()).toEqual([]);
  await desk.decider.page.evaluate((kept) => chrome.storage.session.set(kept), account);
}
