/** States of a record. Repaired, withdrawn and sealed are as if it had never been there, in every channel (DESIGN §1.6). */
export const RECORD_STATES = ['effective', 'disputed', 'corrected', 'repaired', 'withdrawn', 'sealed'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/**
 * What may follow what. An objection ends in one of three ways; what is repaired, withdrawn or sealed never comes back:
 * a new finding is a new record with its own document.
 */
export const MAY_BECOME: Readonly<Record<RecordState, readonly RecordState[]>> = {
  effective: ['disputed', 'corrected', 'repaired', 'withdrawn', 'sealed'],
  disputed: ['effective', 'corrected', 'repaired', 'withdrawn', 'sealed'],
  corrected: ['disputed', 'repaired', 'withdrawn', 'sealed'],
  repaired: [],
  withdrawn: [],
  sealed: [],
};
