import { loadCatalogue } from '../../../catalogue/load.ts';
import { type Catalogue, parseCatalogue } from '../../../core/catalogue/index.ts';

/** The lists of this repository, a fresh copy each time, so that a test may spoil its own. */
export const ourCatalogue = (): Catalogue => structuredClone(read());

let once: Catalogue | undefined;

function read(): Catalogue {
  if (once) return once;
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => `${problem.row}: ${problem.message}`).join('\n'));
  once = parsed.catalogue;
  return once;
}

/** An entry that the test is about; the test is wrong where it is not there. */
export function found<T>(list: readonly T[], matches: (entry: T) => boolean): T {
  const entry = list.find(matches);
  if (entry === undefined) throw new Error('no such entry');
  return entry;
}

export const rowOf = (catalogue: Catalogue, id: string) => found(catalogue.decisionPoints, (row) => row.id === id);
