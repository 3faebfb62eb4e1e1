import type { AuditFailure } from '@duecheck/core/register';
import type { WitnessReport } from './check-witnesses.ts';
import type { RowFailure } from './compare-row.ts';
import type { RowCounts } from './row-comparison.ts';

/** A failure with the id of the entry it is about, where the log still says it. */
export type TreeFailure = AuditFailure & { readonly id?: string };

/** `first-use`: taken from the log itself, now pinned in the state file if there is one. */
export type KeySource = 'given' | 'pinned' | 'first-use';

export interface AuditReport extends Omit<RowCounts, 'failures'> {
  readonly status: 'verified' | 'failed';
  readonly origin: string;
  readonly size: bigint;
  /** base64 */
  readonly root: string;
  readonly key: KeySource;
  /** Size of the head seen last, which this one extends; null if none was known. */
  readonly extends: bigint | null;
  /** What lies before `at` was read by an audit that began then and was ended. */
  readonly resumed: { readonly at: bigint; readonly began: string } | null;
  readonly rows: 'compared' | 'not-asked';
  readonly since: string | null;
  /** Null where neither auditor nor gateway knows any. */
  readonly witnesses: (WitnessReport & { readonly key: KeySource }) | null;
  readonly tree: readonly TreeFailure[];
  readonly entries: readonly RowFailure[];
}
