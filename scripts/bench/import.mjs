/** How fast an office's file goes into the embedded database, each row about another person under that person's own key. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { csvLine } from '../../demo/intake/csv.ts';
import { PENALTY_2018, penaltyRow } from '../../demo/intake/penalty-rows.ts';
import { cpuMicrosOf } from './process-cpu.mjs';

const ONE = fileURLToPath(new URL('import-one.mjs', import.meta.url));

/**
 * @param {import('./house.mjs').House} house
 * @param {import('../bench-records.mjs').Options} options
 */
export async function importFigures(house, { full, say }) {
  const sizes = full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
  const peaks = [];
  let next = 0;
  for (const rows of sizes) {
    const file = join(house.folder, `${rows}.csv`);
    await writeRows(file, next, rows);
    next += rows;
    const before = cpuMicrosOf(house.postgres);
    const { seconds, cpuMicros, peakMiB } = await importInProcess(house.config, file, rows);
    const after = cpuMicrosOf(house.postgres);
    const name = `import.${rows}`;
    // Ten thousand rows take a second, a third of it to start the thread: they are here for their memory.
    const budget = rows > 10_000 ? { budget: { least: 8000 } } : {};
    say({ name: `${name}.rowsPerSecond`, value: Math.round(rows / seconds), unit: 'rows/s', ...budget });
    say({ name: `${name}.nodeCpuMicros`, value: Math.round(cpuMicros / rows), unit: 'µs a row' });
    const database = before === null || after === null ? null : Math.round((after - before) / rows);
    say({ name: `${name}.postgresCpuMicros`, value: database, unit: 'µs a row' });
    say({ name: `${name}.peak`, value: peakMiB, unit: 'MiB resident' });
    peaks.push(peakMiB);
  }
  const growth = /** @type {number} */ (peaks.at(-1)) / /** @type {number} */ (peaks[0]);
  say({
    name: 'import.memoryGrowth',
    value: Number(growth.toFixed(2)),
    unit: 'times the smallest',
    budget: { most: 1.2 },
  });
}

/**
 * @param {string} file
 * @param {number} from
 * @param {number} count
 */
async function writeRows(file, from, count) {
  const stream = createWriteStream(file);
  stream.write(csvLine([...PENALTY_2018]));
  for (let n = from; n < from + count; n++) {
    const row = penaltyRow(n);
    if (!stream.write(csvLine(PENALTY_2018.map((header) => row[header])))) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}

/**
 * A process a file: what an earlier import left in memory is not counted.
 *
 * @param {import('../../gateway/open-world.ts').GatewayConfig} config
 * @param {string} file
 * @param {number} rows
 * @returns {Promise<{ seconds: number, cpuMicros: number, peakMiB: number }>}
 */
async function importInProcess(config, file, rows) {
  const child = fork(ONE, { execArgv: process.execArgv });
  child.send({ config, file });
  const [{ report, ...measured }] = await once(child, 'message');
  if (report.taken !== rows) throw new Error(`taken ${report.taken} of ${rows}: ${JSON.stringify(report.reasons)}`);
  child.disconnect();
  await once(child, 'exit');
  return measured;
}
