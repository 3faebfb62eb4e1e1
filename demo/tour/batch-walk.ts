import { roundCsv, roundList } from '../people/round-list.ts';
import { createBatchDesk } from './batch-desk.ts';
import { expectedCounts } from './expected-counts.ts';
import type { WalkOptions } from './walk-options.ts';

const PEOPLE = 10_000;
const KILLED_AFTER = 3000;
const ROUND = '2026 年考察总名单';

export async function walkBatch({ house, browser, journal }: WalkOptions): Promise<void> {
  const page = await browser.newPage();
  const desk = createBatchDesk(page);
  const step = <T>(name: string, act: () => Promise<T>) => journal.step(name, act, (path) => page.screenshot({ path }));
  const list = roundList(house.people.registry, PEOPLE);

  await step('a round of ten thousand is sent from one page', async () => {
    await house.stopGateway('SIGTERM');
    await house.startGateway({ DUECHECK_SOURCES: '' });
    await desk.open();
    await desk.start(ROUND, roundCsv(list));
  });
  await step('how far it is stands on the screen', () => desk.passes(KILLED_AFTER));
  const before = await step('the gateway is killed in the middle: the page says how old it is', async () => {
    await house.stopGateway('SIGKILL');
    await desk.says('连接中断');
    return desk.done();
  });
  await step('it goes on by itself where it stood', async () => {
    await house.startGateway({ DUECHECK_SOURCES: '' });
    await desk.passes(before + 1);
  });
  await step('the round comes to what an undisturbed run does', async () => {
    await desk.says('已查完');
    const { legalToday } = (await (await fetch(`${house.gatewayUrl}/v1/clock`)).json()) as { legalToday: string };
    const expected = expectedCounts(list, house.people, {
      catalogue: house.catalogue,
      decisionPoint: 'civil-service-hiring',
      today: legalToday as Parameters<typeof expectedCounts>[2]['today'],
    });
    const [told, due] = [await desk.counts(), expected].map((counts) => JSON.stringify(Object.entries(counts).sort()));
    if (told !== due) throw new Error(`the page says ${told}, an undisturbed run comes to ${due}`);
  });
  await step('whom somebody has to look at, in the list’s order', async () => {
    await page.keyboard.press('j');
    await page.locator('tbody tr').first().scrollIntoViewIfNeeded();
  });
  // The rest of the tour has its platforms again.
  await house.stopGateway('SIGTERM');
  await house.startGateway();
  await page.close();
}
