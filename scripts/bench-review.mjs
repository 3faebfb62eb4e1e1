/**
 * `npm run bench:review [-- --seeds training --json FILE]`: how well the shipped rules find planted look-ups among honest ones, on
 * seeds that the thresholds never saw. They were set on `--seeds training` alone. Each look-up counts once, however many alerts rest on it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SHIPPED_RULES } from '@duecheck/core/review';
import { parseCivilDate } from '@duecheck/core/time';
import { loadCatalogue } from '../catalogue/load.ts';
import { makeCorpus } from '../demo/review/corpus.ts';
import { measure, sumUp } from '../demo/review/measure.ts';
import { createSheet } from './lib/figures.mjs';

const SEEDS = {
  training: Array.from({ length: 8 }, (_, n) => `training-${n + 1}`),
  'held-out': Array.from({ length: 8 }, (_, n) => `held-out-${n + 1}`),
};
/** A spring with a holiday and a weekend worked in it. */
const UNTIL = parseCivilDate('2026-05-29');

const { values } = parseArgs({ options: { seeds: { type: 'string' }, json: { type: 'string' } } });
const which = values.seeds === 'training' ? 'training' : 'held-out';
const { say, json } = createSheet();

const calendars = /** @type {import('@duecheck/core/time').WorkingCalendar[]} */ (loadCatalogue().value.calendars);
console.log(`seeds: ${SEEDS[which].join(', ')} (thresholds were set on ${SEEDS.training.join(', ')})`);
const measured = SEEDS[which].map((seed) => {
  const one = measure(makeCorpus({ seed, until: UNTIL, calendars }), SHIPPED_RULES, calendars);
  say({ name: `review.${seed}.precision`, value: share(one.right, one.found), unit: 'of look-ups that were raised' });
  say({ name: `review.${seed}.recall`, value: share(one.right, one.planted), unit: 'of planted look-ups' });
  return one;
});
const all = sumUp(measured);
say({ name: 'review.lookups', value: all.looks, unit: `acts, ${all.planted} of them planted` });
say({ name: 'review.alerts', value: all.alerts, unit: `alerts over ${measured.length} seeds of sixty days` });
for (const [pattern, { planted, found }] of Object.entries(all.byPattern))
  say({ name: `review.recall.${pattern}`, value: share(found, planted), unit: `of ${planted} planted` });
for (const [rule, { found, right }] of Object.entries(all.byRule))
  say({ name: `review.precision.${rule}`, value: share(right, found), unit: `of ${found} that the rule raised` });
say({ name: 'review.precision', value: share(all.right, all.found), unit: 'of all raised', budget: { least: 0.8 } });
say({ name: 'review.recall', value: share(all.right, all.planted), unit: 'of all planted', budget: { least: 0.9 } });
if (values.json !== undefined) writeFileSync(values.json, json());

/**
 * @param {number} part
 * @param {number} whole
 */
function share(part, whole) {
  return whole === 0 ? null : Number((part / whole).toFixed(3));
}
