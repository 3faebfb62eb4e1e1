import type { CatalogueIndex } from './lookup.ts';

export const PROBLEM_CODES = [
  'schema',
  'duplicate-id',
  'unknown-reference',
  'wrong-kind-of-measure',
  'measure-without-levels',
  'off-without-reason',
  'status-without-reason',
  'measure-in-closed-row',
  'no-grounding-basis',
  'basis-cannot-ground',
  'cited-and-grounding',
  'ground-without-condition',
  'ground-category-not-shown',
  'ground-cannot-fire',
  'incentive-cannot-apply',
  'no-hearing',
  'shown-and-tested',
  'clean-run',
  'duty-without-basis',
  'service-item',
  'severity',
  'behaviour',
  'record-type',
  'date',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export type Path = readonly (string | number)[];

/** One fault of a catalogue, as an official would be told of it: which row, where, what. */
export interface Problem {
  readonly code: ProblemCode;
  /** Id of the entry at fault: a decision point, a basis, a service item. */
  readonly row: string;
  /** Where it stands in the catalogue; a file reader turns it into a line. */
  readonly path: Path;
  readonly message: string;
}

/** A test over the whole catalogue. Generators: a check names each fault where it finds it. */
export type Check = (index: CatalogueIndex) => Generator<Problem>;
