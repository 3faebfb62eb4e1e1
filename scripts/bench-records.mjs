/**
 * `npm run bench:records [-- --only import --full --json FILE]`: what the lists and the records cost, group by group
 * (`scripts/bench/`). Each figure has a name, a unit and, where DESIGN §9 sets one, a budget. A missed budget is said and
 * fails nothing: the clock also measures whatever else the machine does.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { batchFigures } from './bench/batch.mjs';
import { checkFigures } from './bench/checks.mjs';
import { openHouse } from './bench/house.mjs';
import { importFigures } from './bench/import.mjs';
import { createSheet } from './lib/figures.mjs';

/** @import { Figure } from './lib/figures.mjs' */
/** @typedef {{ full: boolean, say: (figure: Figure) => void }} Options */

/** A group measures and says its figures one by one; it has the house to itself. */
const GROUPS = { import: importFigures, check: checkFigures, batch: batchFigures };

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, full: { type: 'boolean' }, json: { type: 'string' } },
});
const { say, json } = createSheet();

for (const [name, group] of Object.entries(GROUPS)) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  const house = await openHouse();
  try {
    await group(house, { full: values.full === true, say });
  } finally {
    await house.close();
  }
}
if (values.json !== undefined) writeFileSync(values.json, json());
