/** Types of the tables of migration 001. Dates are civil 'YYYY-MM-DD' strings; instants are Date objects. */
import type { ColumnType, Generated } from 'kysely';

type Instant = Date;
type CivilDate = string;
/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

export interface HouseTables {
  organisation: { id: string; parent: string | null; title_zh: string; title_en: string };
  role_assignment: {
    iss: string;
    sub: string;
    organisation: string;
    role: string;
    decision_points: string[] | null;
    valid_from: CivilDate;
    valid_until: CivilDate | null;
  };
  enforcement_point: {
    id: string;
    organisation: string;
    origin: string;
    key_hash: Uint8Array;
    revoked_at: Instant | null;
  };
  list_publication: { list: string; version: string; note: string; body: string; etag: string; published_at: Instant };
  legal_clock: { id: number; offset_days: number };
  known_subject: {
    subject_key: Uint8Array;
    subject_type: string;
    established_on: CivilDate | null;
    key_year: number;
    sealed: Uint8Array;
  };
  credit_record: {
    id: string;
    subject_key: Uint8Array;
    type: string;
    category: string;
    behaviour: string | null;
    severity: string | null;
    organ: string;
    item: string;
    domain: string | null;
    occupation: string | null;
    licence: string | null;
    decided_on: CivilDate;
    publish_until: CivilDate | null;
    use_until: CivilDate | null;
    retain_until: CivilDate | null;
    state: string;
    dispute_due_by: CivilDate | null;
    facts: Json<Record<string, unknown>>;
    source: string;
    as_of: Instant;
    key_year: number;
    sealed: Uint8Array;
    content_digest: Uint8Array | null;
    reported_on: CivilDate | null;
  };
  superseded_content: { record: string; digest: Uint8Array };
  case_subject: {
    organisation: string;
    decision_point: string;
    case_key: Uint8Array;
    part: string;
    subject_key: Uint8Array;
    bound_at: Instant;
  };
  credit_check: {
    id: string;
    organisation: string;
    decision_point: string;
    case_key: Uint8Array;
    part: string;
    subject_key: Uint8Array;
    iss: string;
    sub: string;
    matter: string | null;
    origin: string;
    checked_at: Instant;
    fresh_until: Instant;
    legal_date: CivilDate;
    outcome: string;
    refusal: string | null;
    /** Whether anything adverse is known: an adverse decision then needs notice and hearing. */
    finds: boolean;
    offers: Json<StoredOffer[]>;
    due_by: CivilDate | null;
    catalogue_version: string;
    intent_entry: string;
    result_entry: string;
    subject_commitment: Uint8Array;
    sealed_case: Uint8Array;
    key_month: string;
    sealed_subject: Uint8Array;
    key_year: number;
    /** Keyed (migration 055); null where the number has no neighbours, and once it is forgotten. */
    neighbourhood: Uint8Array | null;
    /** A record that it showed has changed since: look again. */
    outdated: Generated<boolean>;
  };
  decision: {
    id: string;
    check_id: string | null;
    organisation: string;
    decision_point: string;
    case_key: Uint8Array;
    part: string;
    origin: string;
    iss: string;
    sub: string;
    effect: string;
    ground: string | null;
    because: string;
    measures: Json<{ measure: string; taken: boolean }[]>;
    hearing_days: number | null;
    hearing_kind: string | null;
    receipt_state: string;
    deferral_id: string | null;
    decided_at: Instant;
    sealed_case: Uint8Array;
    key_month: string;
  };
  decision_event: {
    decision_id: string;
    n: number;
    kind: string;
    at: Instant;
    legal_date: CivilDate;
    entry: string;
    heard_until: CivilDate | null;
    check_id: string | null;
    detail: string | null;
  };
  receipt: {
    jti: string;
    /** null: a round's, whose decisions are its members'. */
    decision_id: string | null;
    kid: string;
    claims: string;
    issued_at: Instant;
    expires_at: Instant;
    voided_at: Instant | null;
  };
  receipt_use: {
    jti: string;
    case_key: Uint8Array;
    part: Generated<string>;
    method: string;
    uri_hash: Uint8Array;
    enforcement_point: string;
    reserved_at: Instant;
    reserved_until: Instant;
  };
  deferral_key: {
    kid: string;
    iss: string;
    sub: string;
    organisation: string;
    jwk: Json<{ kty: 'EC'; crv: 'P-256'; x: string; y: string }>;
    registered_at: Instant;
    valid_until: Instant;
  };
  owed_check: {
    decision_id: string;
    source: string;
    iss: string;
    sub: string;
    organisation: string;
    decision_point: string;
    since: Instant;
    due_by: CivilDate;
    done_check: string | null;
    review: boolean;
    /** Of the gateway itself. */
    tries: Generated<number>;
    next_try: Instant | null;
  };
  spool_line: {
    enforcement_point: string;
    id: string;
    state: string;
    code: string | null;
    decision_id: string | null;
    imported_at: Instant;
  };
  record_change: {
    id: string;
    record: string;
    state_before: string;
    state_after: string;
    changed_on: CivilDate;
    entry: string;
    look_again: number;
    to_lift: number;
  };
  measure_to_lift: {
    decision_id: string;
    measure: string;
    record: string;
    organisation: string;
    decision_point: string;
    since: CivilDate;
    due_by: CivilDate;
    lifted_at: Instant | null;
    lift_entry: string | null;
  };
  idempotency: { scope: Uint8Array; request_hmac: Uint8Array; made: string; created_at: Instant };
}

/** What a check offered, as far as a later decision must know it: no record text. */
export interface StoredOffer {
  readonly measure: string;
  readonly records: readonly string[];
  readonly hearing: { readonly days: number; readonly kind: 'calendar' | 'working' };
}
