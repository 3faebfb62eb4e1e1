/**
 * `npm run bench:records [-- --rows 100000 --json FILE]`: how fast an office's file goes into the embedded database, each
 * row about another person and under that person's own key, and whether memory grows with the file.
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { loadCatalogue } from '../catalogue/load.ts';
import { csvLine } from '../demo/intake/csv.ts';
import { PENALTY_2018, penaltyRow } from '../demo/intake/penalty-rows.ts';
import { writeJson } from '../demo/json-file.ts';
import { signDemoLists } from '../demo/lists.ts';
import { ORGANISATIONS } from '../demo/organisations.ts';
import { importFile } from '../gateway/intake/import-file.ts';
import { seed } from '../gateway/intake/seed.ts';
import { openWorld } from '../gateway/open-world.ts';
import { startEmbedded } from '../gateway/store/embedded.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000,100000' }, json: { type: 'string' } },
});
const sizes = values.rows.split(',').map(Number);
const BUDGET_ROWS_PER_SECOND = 8000;

const out = fileURLToPath(new URL('../out/bench', import.meta.url));
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(out, 'records-'));
const database = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log') });
try {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const lists = await signDemoLists({ folder: join(folder, 'keys'), catalogue: parsed.catalogue, bindings: [] });
  const { world, close } = await openWorld({
    databaseUrl: database.url,
    stateDir: join(folder, 'gateway'),
    url: 'http://gateway.test',
    issuer: 'http://idp.test',
    listRoot: lists.root,
    legalClock: 'fixed',
  });
  const dir = join(folder, 'seed');
  await writeJson(join(dir, 'organisations.json'), ORGANISATIONS);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  await seed(world, dir, lists.root);
  const results = [];
  let next = 0;
  for (const rows of sizes) {
    const file = join(folder, `${rows}.csv`);
    await writeRows(file, next, rows);
    next += rows;
    results.push(await measure(world, file, rows));
  }
  await close();
  const report = { cpus: cpus().length, cpu: cpus()[0]?.model, node: process.version, results };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
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
    if (!stream.write(csvLine(PENALTY_2018.map((header) => row[header])))) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await finished(stream);
}

/**
 * @param {import('../gateway/world.ts').World} world
 * @param {string} file
 * @param {number} rows
 */
async function measure(world, file, rows) {
  let peak = 0;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const report = await importFile(world, {
    file,
    type: 'penalty',
    organisation: 'qz',
    onProgress: () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  if (report.taken !== rows) throw new Error(`taken ${report.taken} of ${rows}: ${JSON.stringify(report.reasons)}`);
  const rowsPerSecond = Math.round(rows / seconds);
  const { user, system } = process.cpuUsage(cpuBefore);
  // Beside the time on the clock, which other work on the machine lengthens.
  const nodeCpuMicros = Math.round((user + system) / rows);
  const peakMiB = Math.round(peak / 1024 ** 2);
  const met = rowsPerSecond >= BUDGET_ROWS_PER_SECOND ? 'met' : 'missed';
  console.log(
    `${rows} rows: ${seconds.toFixed(1)} s, ${rowsPerSecond} rows/s (budget ${BUDGET_ROWS_PER_SECOND}: ${met}), ${nodeCpuMicros} µs of Node’s CPU a row, resident at most ${peakMiB} MiB`,
  );
  return { rows, seconds, rowsPerSecond, nodeCpuMicros, peakMiB };
}
