/** What tests do with batches: send a list, work off what waits, read what is told. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { createBatchRunner } from '../../../gateway/batches/runner.ts';
import type { Answer, City } from './city.ts';

const HEADERS = ['姓名', '证件号码', '业务流水号', '报名序号'];

/** @param rows name, number, case and its label */
export async function startRound(
  city: City,
  rows: readonly (readonly string[])[],
  at: {
    readonly user: string;
    readonly key?: string;
    readonly decisionPoint: string;
    readonly origin: string;
    readonly round: string;
  },
): Promise<Answer> {
  const { user, key = randomUUID(), ...query } = at;
  const response = await fetch(`${city.url}/v1/batches?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${user}`, 'content-type': 'text/csv', 'idempotency-key': key },
    body: csvText([HEADERS, ...rows]),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Works off whatever waits, as the gateway's own job does. */
export async function workOff(city: City): Promise<void> {
  const faults: string[] = [];
  const runner = createBatchRunner(city.gateway.world, (_, fault) => faults.push(fault));
  await runner.once();
  await runner.stop();
  expect(faults).toEqual([]);
}
