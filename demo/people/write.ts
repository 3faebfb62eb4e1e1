import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { People } from './index.ts';

/**
 * Writes `registry.ndjson` and `records.ndjson` for `duecheck seed`, and `candidates.json` for the hiring system.
 *
 * @param folder an ignored one: what stands in it is made, not kept.
 */
export async function writePeople(
  folder: string,
  people: People,
): Promise<{ registry: string; records: string; candidates: string }> {
  await mkdir(folder, { recursive: true });
  const paths = {
    registry: join(folder, 'registry.ndjson'),
    records: join(folder, 'records.ndjson'),
    candidates: join(folder, 'candidates.json'),
  };
  await writeFile(paths.registry, lines(people.registry));
  await writeFile(paths.records, lines(people.records));
  await writeFile(paths.candidates, JSON.stringify(people.candidates));
  return paths;
}

const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
