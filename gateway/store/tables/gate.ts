/** Types of the tables of migration 005. */
export interface GateTables {
  authorisation: {
    id: string;
    organisation: string;
    decision_point: string;
    subject_key: Uint8Array;
    categories: string[];
    /** Civil dates, both inclusive. */
    valid_from: string;
    valid_until: string;
    uses_max: number;
    uses: number;
    evidence_kind: string;
    /** SHA-256, hex, of what the person signed. */
    evidence_digest: string;
    given_on: string;
    iss: string;
    sub: string;
    recorded_at: Date;
    entry: string;
    withdrawn_at: Date | null;
    withdraw_entry: string | null;
    sealed_subject: Uint8Array;
    key_year: number;
  };
  authorisation_use: { authorisation: string; check_id: string; used_at: Date };
  release: {
    id: string;
    kind: string;
    organisation: string;
    decision_point: string;
    case_key: Uint8Array;
    part: string;
    /** Whom the refused attempt was about; null: it lets no lookup through, only a decision. */
    subject_key: Uint8Array | null;
    origin: string;
    iss: string;
    sub: string;
    asked_at: Date;
    asked_entry: string;
    answer: string | null;
    answer_iss: string | null;
    answer_sub: string | null;
    answered_at: Date | null;
    answer_entry: string | null;
    valid_until: Date;
    /** Check or decision that it let through. */
    used_by: string | null;
    legal_date: string;
    sealed_case: Uint8Array;
    key_month: string;
    sealed_reason: Uint8Array;
  };
  lookup_limit: { organisation: string; what: string; most: number };
  lookup_count: { day: string; organisation: string; what: string; iss: string; sub: string; n: number };
}
