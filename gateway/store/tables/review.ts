/** Types of the tables of migration 055. */
import type { Because, ReviewRules } from '@duecheck/core/review';
import type { ColumnType } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface ReviewTables {
  review_rules: {
    version: number;
    state: string;
    body: Json<ReviewRules>;
    proposed_at: Date;
    proposed_iss: string;
    proposed_sub: string;
    proposed_entry: string;
    sealed_reason: Uint8Array;
    key_month: string;
    organisation: string;
    decided_at: Date | null;
    decided_iss: string | null;
    decided_sub: string | null;
    decided_entry: string | null;
  };
  /** The next place of each log that was not read. */
  review_cursor: { origin: string; next: number };
  review_due: {
    iss: string;
    sub: string;
    organisation: string;
    /** Civil date. */
    day: string;
    ask_at: Date;
    /** Of the rules that were in force when the day was first seen: one version judges it. */
    version: number;
  };
  review_alert: {
    id: string;
    rule: string;
    version: number;
    title: Json<{ zh: string; en: string }>;
    because: Json<Because>;
    organisation: string;
    iss: string;
    sub: string;
    day: string;
    about: string;
    entries: number;
    raised_at: Date;
    raised_entry: string;
    revision: number;
    state: string;
    assignee_iss: string | null;
    assignee_sub: string | null;
    finding: string | null;
  };
  review_alert_entry: { alert: string; n: number; entry: string };
  /** `n`: the revision that the step made. */
  review_act: {
    alert: string;
    n: number;
    step: string;
    at: Date;
    iss: string;
    sub: string;
    role: string;
    entry: string;
    to_iss: string | null;
    to_sub: string | null;
    finding: string | null;
    sealed_words: Uint8Array | null;
    key_month: string | null;
  };
  /** Keyed as the register's columns are, so that both are compared as they stand. */
  review_staff: { organisation: string; subject_key: string; surname_key: string | null; sub: string | null };
  review_listed: { subject_key: string };
}
