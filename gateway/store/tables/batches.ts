/** Types of the tables of migration 008. */
import type { ColumnType, Generated } from 'kysely';

/** How much was done at which instant (milliseconds): the last chunks. */
export type Pace = readonly (readonly [at: number, done: number])[];

export interface BatchTables {
  batch: {
    id: string;
    organisation: string;
    decision_point: string;
    origin: string;
    round: string;
    /** Whose lookups they are. */
    iss: string;
    sub: string;
    assurance: string;
    state: string;
    paused_because: string | null;
    total: number;
    /** Keyed digest of the list as it came, hex: a plain one of a short list could be searched (IDS §0.4). */
    digest: string;
    rerun_of: string | null;
    started_at: Date;
    ended_at: Date | null;
    /** Rounds of asking again where a source did not answer. */
    tries: Generated<number>;
    next_try: Date | null;
    pace: ColumnType<Pace, string | undefined, string>;
    /** Legal instant after which no member's check is fresh any more. */
    fresh_until: Date | null;
    /** Of the round's decision, once somebody decided. */
    effect: string | null;
    decider_iss: string | null;
    decider_sub: string | null;
    decider_assurance: string | null;
    sealed_reason: Uint8Array | null;
    key_month: string | null;
    /** Place of the last member that was decided on or passed over. */
    decided_to: Generated<number>;
    /** Entry `batch.decided`, which the round's receipt names. */
    decided_entry: string | null;
    receipt_jti: string | null;
  };
  batch_item: {
    batch_id: string;
    n: number;
    line: number;
    class: string | null;
    code: string | null;
    case_key: Uint8Array | null;
    part: string | null;
    subject_key: Uint8Array | null;
    matter: string | null;
    begun: string | null;
    check_id: string | null;
    told: Uint8Array | null;
    /** Of the batch's rounds of asking again, the last one that this member was in. */
    tries: Generated<number>;
    /** The row's name under which case and subject were sealed: a re-run takes them over as they are. */
    sealed_as: string | null;
    sealed_case: Uint8Array | null;
    key_month: string | null;
    sealed_subject: Uint8Array | null;
    key_year: number | null;
    /** Of the round's decision, with the commitment of its entry. */
    decision_id: string | null;
    subject_commitment: Uint8Array | null;
  };
  receipt_member: {
    jti: string;
    n: number;
    case_key: Uint8Array;
    part: string;
    decision_id: string;
    check_id: string;
    subject_commitment: Uint8Array;
    proof: Uint8Array;
    /** Another decision on this case came since. */
    voided_at: Date | null;
  };
}
