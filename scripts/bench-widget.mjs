/**
 * `npm run bench:widget [-- --json FILE]`: what the widget costs a partner's page and server (DESIGN §9). A missed budget is said and
 * fails nothing: the clock also measures whatever else the machine does. What a proxied request pays is `bench:authorize`.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyFigures } from './bench/verify.mjs';
import { widgetFigures } from './bench/widget.mjs';
import { createSheet } from './lib/figures.mjs';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const { say, json } = createSheet();
await widgetFigures({ say });
verifyFigures({ say });
if (values.json !== undefined) writeFileSync(values.json, json());
