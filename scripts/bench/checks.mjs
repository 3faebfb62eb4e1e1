/** One check over HTTP with the own store alone: how long at the median, what it costs, and how that grows with the records. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { BINDING, openGateway } from './house.mjs';
import { personOf, settlePeople } from './people.mjs';
import { cpuMicrosOf } from './process-cpu.mjs';

const WARM = 300;
const MEASURED = 1500;

/**
 * @param {import('./house.mjs').House} house
 * @param {import('../bench-records.mjs').Options} options
 */
export async function checkFigures(house, { full, say }) {
  const sizes = full ? [10_000, 1_000_000] : [10_000, 200_000];
  const medians = [];
  let settled = 0;
  for (const size of sizes) {
    await settlePeople(house, settled, size);
    settled = size;
    const { running, call } = await openGateway(house, { jobs: 'idle' });
    try {
      const { db } = running.world;
      // As a house stands: statistics made, the limits of a clerk far away.
      await sql`vacuum analyze`.execute(db);
      await db
        .insertInto('lookup_limit')
        .values({ organisation: 'qz', what: 'lookups', most: 10_000_000 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      let n = 0;
      const one = async () => {
        const at = (n++ * 7919) % size;
        const began = performance.now();
        const { outcome } = await call('/v1/checks', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify({
            decisionPoint: BINDING.decisionPoint,
            case: { key: `${size}-${n}`, label: `${n}` },
            subject: personOf(at),
            origin: BINDING.origin,
          }),
        });
        if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.reason}`);
        return performance.now() - began;
      };
      for (let i = 0; i < WARM; i++) await one();
      const node = process.cpuUsage();
      const postgres = cpuMicrosOf(house.postgres);
      /** @type {number[]} */
      const times = [];
      for (let i = 0; i < MEASURED; i++) times.push(await one());
      const { user, system } = process.cpuUsage(node);
      const after = cpuMicrosOf(house.postgres);
      times.sort((a, b) => a - b);
      const at = (/** @type {number} */ share) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
      medians.push(at(0.5));
      say({ name: `check.${size}.p50`, value: at(0.5), unit: 'ms', budget: { most: 100 } });
      say({ name: `check.${size}.p95`, value: at(0.95), unit: 'ms' });
      say({
        name: `check.${size}.nodeCpuMicros`,
        value: Math.round((user + system) / MEASURED),
        unit: 'µs a check, client included',
      });
      const database = postgres === null || after === null ? null : Math.round((after - postgres) / MEASURED);
      say({ name: `check.${size}.postgresCpuMicros`, value: database, unit: 'µs a check' });
    } finally {
      await running.close();
    }
  }
  const growth = /** @type {number} */ (medians.at(-1)) / /** @type {number} */ (medians[0]);
  say({
    name: 'check.growth',
    value: Number(growth.toFixed(2)),
    unit: `times, ${sizes.join(' to ')}`,
    budget: { most: 1.2 },
  });
}
