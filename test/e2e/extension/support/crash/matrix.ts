/** One row of the crash matrix: a decision that is stopped at one await, what ends there, and what must be true afterwards. */
import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { until } from '../clerk.ts';
import { openOffice, signIn } from '../office.ts';
import { type Stopped, startConductor } from './conductor.ts';
import { openDecider } from './decider.ts';

/** From here on the decision is on disk. */
const KEPT = 'kept outbox strict #1';
/** Nothing more is owed, and the badge says so. */
const LAST = 'alarms get #1';

export async function openMatrix() {
  const conductor = await startConductor();
  const office = await openOffice({ prelude: conductor.prelude });
  office.gateway.script.before = (route) =>
    route === 'outbox' ? conductor.pass('the gateway has kept it') : undefined;
  await signIn(office);
  const matrix = { conductor, office, decider: await openDecider(office), cases: 0 };
  // The first decision of a device makes its local key; what follows is every other day.
  await decideUndisturbed(matrix);
  const points = await decideUndisturbed(matrix);
  expect(points).toContain(KEPT);
  return {
    ...matrix,
    points,
    async close() {
      await office.close();
      await conductor.close();
    },
  };
}
export type Matrix = Omit<Awaited<ReturnType<typeof openMatrix>>, 'points' | 'close'>;

async function decideUndisturbed(matrix: Matrix): Promise<readonly string[]> {
  const { conductor, decider } = matrix;
  const ticket = await decider.ticket(newCase(matrix));
  const over = new Promise<Stopped>((resolve) => conductor.start(LAST, resolve));
  await decider.defer(ticket);
  const { before, goOn } = await over;
  goOn();
  return [...before, LAST];
}

const newCase = (matrix: Matrix): string => String(1000 + matrix.cases++);

export interface Row {
  readonly caseKey: string;
  readonly ticket: string;
  readonly stopped: Stopped;
  /** Whether the decision was on disk when it was stopped. */
  readonly kept: boolean;
}

/** Decides about a new case and waits at this point. @returns null where it was never reached. */
export async function stopAt(matrix: Matrix, point: string): Promise<Row | null> {
  const { conductor, decider } = matrix;
  const caseKey = newCase(matrix);
  const ticket = await decider.ticket(caseKey);
  const stopped = await new Promise<Stopped | null>((resolve) => {
    conductor.start(point, resolve);
    // What comes after the answer to the clerk comes soon.
    const over = () => setTimeout(() => resolve(null), 3000);
    decider.defer(ticket).then(over, over);
  });
  return stopped && { caseKey, ticket, stopped, kept: point === KEPT || stopped.before.includes(KEPT) };
}

/** @returns what is wrong with this case, in words; empty where all is well. */
export async function faultsOf({ office, decider }: Matrix, caseKey: string, times: 0 | 1): Promise<string[]> {
  const delivered = office.gateway.delivered.filter(
    (body) => (body.case as unknown as { key: string }).key === caseKey,
  );
  const faults = delivered.length === times ? [] : [`delivered ${delivered.length} times, not ${times}`];
  for (const { state } of await decider.outbox()) faults.push(`still owed: ${JSON.stringify(state)}`);
  const known = office.gateway.delivered.map((body) => decodeJwt(String(body.deferral)).id);
  for (const carried of await decider.carried())
    if (!known.includes(decodeJwt(carried).id)) faults.push('a deferral is carried that nobody owes');
  return faults;
}

/** Ends the worker, or the browser with it. @returns when the next worker has come up and has done what it does at a start. */
export async function endBy(matrix: Matrix, end: () => Promise<void>): Promise<void> {
  const seen = matrix.conductor.start();
  await end();
  await until(() => matrix.decider.wake()).toBeTruthy();
  // One alarm for the lists, one for the outbox: the last thing of a start.
  await until(seen).toContain('alarms get #2');
}

/** One row a point; each desk takes the next. Fails where a point was never reached, or where a row says what is wrong. */
export async function everyPoint<Desk extends { readonly points: readonly string[] }>(
  name: string,
  desks: readonly Desk[],
  run: (desk: Desk, point: string) => Promise<string[] | null>,
): Promise<void> {
  const points = desks[0]?.points ?? [];
  const faults: string[] = [];
  let hit = 0;
  const left = [...points];
  const work = async (desk: Desk) => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const found = await run(desk, point);
      if (found !== null) hit++;
      faults.push(...(found ?? ['never reached']).map((fault) => `${point}: ${fault}`));
    }
  };
  await Promise.all(desks.map(work));
  console.log(`crash matrix, ${name}: ended at ${hit} of ${points.length} awaits, ${faults.length} faults`);
  expect(faults).toEqual([]);
}
