/** Types of the tables of migration 008. */
import type { Generated } from 'kysely';

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
    /** SHA-256 of the list as it came, hex. */
    digest: string;
    rerun_of: string | null;
    started_at: Date;
    ended_at: Date | null;
    /** Rounds of asking again where a source did not answer. */
    tries: Generated<number>;
    next_try: Date | null;
    /** Of the round's decision, once somebody decided. */
    effect: string | null;
    sealed_reason: Uint8Array | null;
    key_month: string | null;
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
    check_id: string | null;
    told: Uint8Array | null;
    sealed_case: Uint8Array | null;
    key_month: string | null;
    sealed_subject: Uint8Array | null;
    key_year: number | null;
  };
  receipt_member: {
    jti: string;
    n: number;
    case_key: Uint8Array;
    part: string;
    decision_id: string;
    check_id: string;
    case_hash: string;
    subject_commitment: string;
  };
}
