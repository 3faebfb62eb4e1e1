/** One fault of a catalogue, as an official would be told of it: which row, where, what. */
export interface Problem {
  readonly code: ProblemCode;
  /** Id of the entry at fault: a decision point, a basis, a service item. */
  readonly row: string;
  /** Where it stands in the catalogue; a file reader turns it into a line. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type ProblemCode =
  | 'schema'
  | 'duplicate-id'
  | 'unknown-reference'
  | 'wrong-kind-of-measure'
  | 'measure-without-levels'
  | 'off-without-reason'
  | 'status-without-reason'
  | 'restriction-in-closed-row'
  | 'no-grounding-basis'
  | 'basis-cannot-ground'
  | 'cited-and-grounding'
  | 'ground-without-condition'
  | 'ground-category-not-shown'
  | 'ground-cannot-fire'
  | 'shown-and-tested'
  | 'clean-run'
  | 'duty-without-basis'
  | 'no-hearing'
  | 'service-item'
  | 'severity'
  | 'behaviour'
  | 'record-type'
  | 'date';
