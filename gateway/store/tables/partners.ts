/** Types of the tables of migrations 020 and 021. */
import type { HandedOver, PartnerKey, TestSession } from '@duecheck/core/contract';
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
    return_urls: ColumnType<string[], string[] | undefined, string[]>;
    state: 'open' | 'test' | 'closed';
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
    /** `open`: somebody agreed. That it expired, or that its window is gone, is a matter of the clock. */
    state: 'waiting' | 'open' | 'complete' | 'closed';
    /** The person left, or the window went away: closed from here on, unless another page of it is opened before. */
    ends_at: Date | null;
    return_to: string | null;
    test: TestSession | null;
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
