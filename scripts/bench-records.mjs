/**
 * `npm run bench:records [-- --only import --full --json FILE]`: what the lists and the records cost, group by group
 * (`scripts/bench/`). Each figure has a name, a unit and, where DESIGN §9 sets one, a budget. A missed budget is said and
 * fails nothing: the clock also measures whatever else the machine does.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { batchFigures } from './bench/batch.mjs';
import { checkFigures } from './bench/checks.mjs';
import { openHouse } from './bench/house.mjs';
import { importFigures } from './bench/import.mjs';

/**
 * @typedef {{ name: string, value: number | null, unit: string, budget?: { most: number } | { least: number } }} Figure
 * @typedef {{ full: boolean, say: (figure: Figure) => void }} Options
 */

/** A group measures and says its figures one by one; it has the house to itself. */
const GROUPS = { import: importFigures, check: checkFigures, batch: batchFigures };

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, full: { type: 'boolean' }, json: { type: 'string' } },
});
const machine = { cpus: cpus().length, cpu: cpus()[0]?.model, node: process.version, load: loadavg() };
/** @type {Record<string, object>} */
const figures = {};

/** @param {Figure} figure */
function say({ name, value, unit, budget }) {
  const met =
    budget === undefined || value === null
      ? undefined
      : 'most' in budget
        ? value <= budget.most
        : value >= budget.least;
  figures[name] = { value, unit, ...(budget === undefined ? {} : { budget, met }) };
  const against = budget === undefined ? '' : `  (budget ${JSON.stringify(budget)}: ${met ? 'met' : 'missed'})`;
  console.log(`${name.padEnd(44)} ${value === null ? 'not measured here' : `${value} ${unit}`}${against}`);
}

for (const [name, group] of Object.entries(GROUPS)) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  const house = await openHouse();
  try {
    await group(house, { full: values.full === true, say });
  } finally {
    await house.close();
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
