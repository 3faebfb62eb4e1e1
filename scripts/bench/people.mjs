/** Numbered people of the bench: in the registry, with a penalty each. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { csvLine } from '../../demo/intake/csv.ts';
import { numberOf, PENALTY_2018, penaltyRow } from '../../demo/intake/penalty-rows.ts';
import { importFile } from '../../gateway/intake/import-file.ts';
import { importLines } from '../../gateway/intake/import-lines.ts';
import { openWorld } from '../../gateway/open-world.ts';

/** @param {number} n */
export const personOf = (n) => ({
  kind: 'resident-id',
  number: numberOf(n),
  name: String(penaltyRow(n).行政相对人名称),
});

/**
 * @param {import('./house.mjs').House} house
 * @param {number} from
 * @param {number} to
 */
export async function settlePeople(house, from, to) {
  const records = join(house.folder, `records-${from}.csv`);
  const registry = join(house.folder, `registry-${from}.ndjson`);
  await write(records, from, to, [csvLine([...PENALTY_2018])], (n) => {
    const row = penaltyRow(n);
    return csvLine(PENALTY_2018.map((header) => row[header]));
  });
  await write(registry, from, to, [], (n) => `${JSON.stringify({ ...personOf(n), type: 'individual' })}\n`);
  const { world, close } = await openWorld(house.config);
  try {
    const report = await importFile(world, { file: records, type: 'penalty', organisation: 'qz' });
    const known = await importLines(world, { file: registry, kind: 'registry', organisation: 'qz' });
    if (report.taken !== to - from || known.taken !== to - from) throw new Error('not everybody was taken');
    await world.register.sequence();
  } finally {
    await close();
  }
}

/**
 * @param {string} file
 * @param {number} from
 * @param {number} to
 * @param {string[]} head
 * @param {(n: number) => string} line
 */
async function write(file, from, to, head, line) {
  const stream = createWriteStream(file);
  for (const one of head) stream.write(one);
  for (let n = from; n < to; n++) if (!stream.write(line(n))) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}
