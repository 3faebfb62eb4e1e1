/**
 * `npm run bench:authorize [-- --json FILE]`: what asking for a receipt adds to a request through the real nginx, with the files of
 * docs/nginx (DESIGN §9). A missed budget is said and fails nothing: the clock also measures whatever else the machine does.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hiringBinding } from '../demo/hiring/binding.ts';
import { authorizeFigures } from './bench/authorize.mjs';
import { openHouse } from './bench/house.mjs';
import { createSheet } from './lib/figures.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const { say, json } = createSheet();
const binding = hiringBinding('http://hiring.localhost:7410');
const house = await openHouse([binding]);
try {
  await authorizeFigures(house, { binding, say });
} finally {
  await house.close();
}
if (values.json !== undefined) writeFileSync(values.json, json());
