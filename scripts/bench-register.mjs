/**
 * `npm run bench:register [-- --only search --full --json FILE]`: what the register costs and how fast it is checked, group by group
 * (`scripts/bench/register/`). A missed budget (DESIGN §9) is said and fails nothing: the clock also measures whatever else the
 * machine does.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openHouse } from './bench/house.mjs';
import { appendFigures } from './bench/register/append.mjs';
import { browserFigures } from './bench/register/browser.mjs';
import { hashFigures } from './bench/register/hash.mjs';
import { millionFigures } from './bench/register/million.mjs';
import { createSheet } from './lib/figures.mjs';

/** @import { Figure } from './lib/figures.mjs' */
/** @typedef {{ full: boolean, say: (figure: Figure) => void }} Options */

/** Each has a house to itself, where it needs one. */
const GROUPS = {
  append: inHouse(appendFigures),
  hash: hashFigures,
  browser: browserFigures,
  search: inHouse(millionFigures),
};

/** @param {(house: import('./bench/house.mjs').House, options: Options) => Promise<void>} group */
function inHouse(group) {
  return async (/** @type {Options} */ options) => {
    const house = await openHouse();
    try {
      await group(house, options);
    } finally {
      await house.close();
    }
  };
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, full: { type: 'boolean' }, json: { type: 'string' } },
});
const { say, json } = createSheet();
for (const [name, group] of Object.entries(GROUPS))
  if (values.only === undefined || values.only.includes(name)) await group({ full: values.full === true, say });
if (values.json !== undefined) writeFileSync(values.json, json());
