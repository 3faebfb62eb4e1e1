/** Ten thousand people of one list, from the own store; and a smaller one at a platform's own limit. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { legalDateOf } from '@duecheck/core/time';
import { loadCatalogue } from '../../catalogue/load.ts';
import { csvText } from '../../demo/intake/csv.ts';
import { generatePeople } from '../../demo/people/index.ts';
import { startPlatforms } from '../../demo/platforms/house-platforms.ts';
import { BINDING, openGateway } from './house.mjs';
import { personOf, settlePeople } from './people.mjs';
import { cpuMicrosOf } from './process-cpu.mjs';

const PEOPLE = 10_000;
const AT_PLATFORM = 600;

/**
 * @param {import('./house.mjs').House} house
 * @param {import('../bench-records.mjs').Options} options
 */
export async function batchFigures(house, { say }) {
  await settlePeople(house, 0, PEOPLE);
  const list = Array.from({ length: PEOPLE }, (_, n) => personOf(n));
  const own = await run(house, list, {});
  say({ name: 'batch.10000.seconds', value: own.seconds, unit: 's', budget: { most: 60 } });
  say({ name: 'batch.10000.nodeCpuMicros', value: Math.round(own.node / PEOPLE), unit: 'µs a person' });
  say({
    name: 'batch.10000.postgresCpuMicros',
    value: own.postgres === null ? null : Math.round(own.postgres / PEOPLE),
    unit: 'µs a person',
  });
  say({ name: 'batch.10000.peak', value: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MiB resident' });
  say({ name: 'batch.10000.unchecked', value: own.counts.unchecked, unit: 'people', budget: { most: 0 } });

  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const today = legalDateOf(new Date().toISOString());
  const people = { seed: 'bench', today, count: 2000 };
  const platforms = await startPlatforms({
    folder: join(house.folder, 'platforms'),
    ports: { city: 0, province: 0 },
    catalogue: parsed.catalogue,
    people,
  });
  try {
    const known = generatePeople(people)
      .registry.filter(({ type }) => type === 'individual')
      .slice(0, AT_PLATFORM);
    const theirs = await run(house, known, { sourcesFile: platforms.sources });
    const perSecond = Number((AT_PLATFORM / theirs.seconds).toFixed(1));
    say({
      name: 'batch.platform.perSecond',
      value: perSecond,
      unit: `people/s of ${AT_PLATFORM}, limit 30`,
      budget: { most: 30.5 },
    });
    say({ name: 'batch.platform.unchecked', value: theirs.counts.unchecked, unit: 'people', budget: { most: 0 } });
  } finally {
    await platforms.close();
  }
}

/**
 * @param {import('./house.mjs').House} house
 * @param {readonly { number: string, name: string }[]} people
 * @param {Parameters<typeof openGateway>[1]} more
 */
async function run(house, people, more) {
  const { running, call } = await openGateway(house, more);
  try {
    const round = randomUUID();
    const query = new URLSearchParams({ decisionPoint: BINDING.decisionPoint, origin: BINDING.origin, round });
    const body = csvText([
      ['姓名', '证件号码', '业务流水号'],
      ...people.map(({ name, number }, n) => [name, number, `${round}-${n}`]),
    ]);
    const node = process.cpuUsage();
    const postgres = cpuMicrosOf(house.postgres);
    const began = performance.now();
    const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    let batch = await call(`/v1/batches?${query}`, { method: 'POST', headers, body });
    while (batch.state !== 'done') {
      if (batch.state !== 'running') throw new Error(`the batch is ${batch.state}: ${batch.pausedBecause}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      batch = await call(`/v1/batches/${batch.batchId}`);
    }
    const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
    const { user, system } = process.cpuUsage(node);
    const after = cpuMicrosOf(house.postgres);
    return {
      seconds,
      node: user + system,
      postgres: postgres === null || after === null ? null : after - postgres,
      counts: batch.counts,
    };
  } finally {
    await running.close();
  }
}
