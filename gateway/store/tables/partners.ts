/** Types of the tables of migration 020. */
import type { HandedOver, PartnerKey, WidgetState } from '@duecheck/core/contract';
import type { ColumnType } from 'kysely';

/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string | null, string | null>;

export interface PartnerTables {
  partner: {
    id: string;
    title_zh: string;
    title_en: string;
    origins: string[];
    purposes: string[];
    keys: Json<PartnerKey[]>;
    sessions_per_day: number;
    state: 'open' | 'closed';
    entry: string;
    changed_at: Date;
  };
  widget_session: {
    id: string;
    partner: string;
    decision_point: string;
    origin: string;
    nonce: string;
    expect_subject: Uint8Array | null;
    case_key: Uint8Array;
    part: string;
    sealed_case: Uint8Array;
    key_month: string;
    opened_at: Date;
    expires_at: Date;
    /** Never `expired`: that is a matter of the clock. */
    state: Exclude<WidgetState, 'expired'>;
    /** Of whoever agreed first: nobody else goes on with it. */
    subject_key: Uint8Array | null;
    check_id: string | null;
    claims: Json<HandedOver | null>;
    jti: string | null;
    redeemed_at: Date | null;
    /** The Idempotency-Key that redeemed it. */
    redeemed_key: string | null;
  };
}
