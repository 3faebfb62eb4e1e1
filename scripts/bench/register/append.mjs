/**
 * How many entries a second one gateway appends in transactions of two, with the sequencer at work beside: durable in the embedded
 * database, in the tree, under a signed head. Then the same without the indexes that auditors search by.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { openWorld } from '../../../gateway/open-world.ts';
import { cpuMicrosOf } from '../process-cpu.mjs';
import { checkDrafts } from './drafts.mjs';

/** Transactions at once: what keeps PostgreSQL's commits in groups. */
const AT_ONCE = 8;
const WARM_MS = 4_000;

/**
 * @param {import('../house.mjs').House} house
 * @param {import('../../bench-register.mjs').Options} options
 */
export async function appendFigures(house, { full, say }) {
  const { world, close } = await openWorld(house.config);
  try {
    const forMs = full ? 60_000 : 15_000;
    let n = 0;
    const run = async (/** @type {number} */ ms) => {
      const until = performance.now() + ms;
      const from = Number(world.register.head().size);
      const began = performance.now();
      const cpu = { node: process.cpuUsage(), postgres: cpuMicrosOf(house.postgres) };
      const append = async () => {
        while (performance.now() < until) {
          const drafts = checkDrafts(n++);
          await world.db.transaction().execute((trx) => world.register.append(trx, drafts));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, append));
      const lag = world.register.lagSeconds();
      // What was appended counts once a published head holds it.
      while (world.register.lagSeconds() > 0.3) await delay(20);
      const entries = Number(world.register.head().size) - from;
      const { user, system } = process.cpuUsage(cpu.node);
      const postgres = cpuMicrosOf(house.postgres);
      return {
        perSecond: Math.round(entries / ((performance.now() - began) / 1000)),
        lag: Number(lag.toFixed(2)),
        node: Math.round((user + system) / entries),
        postgres: postgres === null || cpu.postgres === null ? null : Math.round((postgres - cpu.postgres) / entries),
      };
    };
    await run(WARM_MS);
    const whole = await run(forMs);
    say({ name: 'append.entriesPerSecond', value: whole.perSecond, unit: 'entries/s', budget: { least: 2000 } });
    say({ name: 'append.lagAtTheEnd', value: whole.lag, unit: 's' });
    say({ name: 'append.nodeCpuMicros', value: whole.node, unit: 'µs an entry, sequencer included' });
    say({ name: 'append.postgresCpuMicros', value: whole.postgres, unit: 'µs an entry' });

    const { rows } = await sql`
      select indexname as name, indexdef as definition from pg_indexes
       where tablename = 'register_entry' and indexname not like '%_pkey'`.execute(world.db);
    const indexes = /** @type {{ name: string, definition: string }[]} */ (rows);
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(world.db);
    await run(WARM_MS / 2);
    const bare = await run(forMs);
    for (const { definition } of indexes) await sql.raw(definition).execute(world.db);
    say({
      name: 'append.withoutSearchIndexes',
      value: bare.perSecond,
      unit: `entries/s without ${indexes.length} indexes`,
    });
    const saved = whole.postgres === null || bare.postgres === null ? null : whole.postgres - bare.postgres;
    say({ name: 'append.searchIndexesCpuMicros', value: saved, unit: 'µs of PostgreSQL an entry' });
  } finally {
    await close();
  }
}
