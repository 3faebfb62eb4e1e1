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
/** Their keys of the year are there; each further person costs one more statement, and has a figure of its own. */
const KNOWN = 2000;
const CORES = 2;

/**
 * @param {import('../house.mjs').House} house
 * @param {import('../../bench-register.mjs').Options} options
 */
export async function appendFigures(house, { full, say }) {
  const { world, close } = await openWorld(house.config);
  try {
    const forMs = full ? 60_000 : 15_000;
    let n = 0;
    const run = async (/** @type {number} */ ms, /** @type {(n: number) => number} */ personOf) => {
      const until = performance.now() + ms;
      const from = Number(world.register.head().size);
      const began = performance.now();
      const cpu = { node: process.cpuUsage(), postgres: cpuMicrosOf(house.postgres) };
      const append = async () => {
        while (performance.now() < until) {
          const drafts = checkDrafts(n, personOf(n));
          n += 1;
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
    const known = (/** @type {number} */ at) => at % KNOWN;
    while (n < KNOWN) await run(1_000, known);
    const whole = await run(forMs, known);
    say({ name: 'append.entriesPerSecond', value: whole.perSecond, unit: 'entries/s', budget: { least: 2000 } });
    say({ name: 'append.lagAtTheEnd', value: whole.lag, unit: 's' });
    say({ name: 'append.nodeCpuMicros', value: whole.node, unit: 'µs an entry, sequencer included' });
    say({ name: 'append.postgresCpuMicros', value: whole.postgres, unit: 'µs an entry' });
    // Where others use the cores too, the rate says what was left; this says what two cores of one's own would give.
    const cores = whole.postgres === null ? null : Math.round((CORES * 1_000_000) / (whole.node + whole.postgres));
    say({ name: 'append.roomOnTwoCores', value: cores, unit: 'entries/s by CPU alone' });
    const strangers = await run(forMs / 3, (at) => KNOWN + at);
    say({ name: 'append.firstEntriesOfPeople', value: strangers.perSecond, unit: 'entries/s' });

    const { rows } = await sql`
      select indexname as name, indexdef as definition from pg_indexes
       where tablename = 'register_entry' and indexname not like '%_pkey'`.execute(world.db);
    const indexes = /** @type {{ name: string, definition: string }[]} */ (rows);
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(world.db);
    const bare = await run(forMs, known);
    for (const { definition } of indexes) await sql.raw(definition).execute(world.db);
    const without = `entries/s without the ${indexes.length} indexes that auditors search by`;
    say({ name: 'append.withoutSearchIndexes', value: bare.perSecond, unit: without });
    const saved = whole.postgres === null || bare.postgres === null ? null : whole.postgres - bare.postgres;
    say({ name: 'append.searchIndexesCpuMicros', value: saved, unit: 'µs of PostgreSQL an entry' });
  } finally {
    await close();
  }
}
