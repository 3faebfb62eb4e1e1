/** Types of the tables of migration 030. */
interface Place {
  organisation: string;
  decision_point: string;
  case_key: Uint8Array;
  part: string;
}

export interface DenominatorTables {
  reported_decision: Place & {
    decided_at: Date;
    /** An enforcement point's id, or what kind of file it was. */
    source: string;
    /** Civil date. */
    decided_on: string;
    reported_at: Date;
  };
  reported_case: Place & {
    subject_key: Uint8Array | null;
    opened_at: Date;
    opened_on: string;
    source: string;
    reported_at: Date;
    /** A list of `cases`, or of `decisions` with the cases that they decided. */
    told_as: string;
  };
  case_pattern: { organisation: string; pattern: string };
}
