import { DuecheckError } from '@duecheck/core/errors';

/**
 * register-behind-head: the database holds less than, or other than, a head that left this process before. Going on
 *   would fork the log; the operator restores the database or opens a new epoch.
 * frontier-mismatch: the stored tiles do not add up to the signed root.
 * head-unreadable: the stored or filed head was not signed by a key of our ring.
 */
export type HaltCode = 'register-behind-head' | 'frontier-mismatch' | 'head-unreadable';

/** entry-altered: the stored leaf does not hash to the hash that was acknowledged. entry-missing: its row is gone. */
type EntryAlarmCode = 'entry-altered' | 'entry-missing';

/** What an operator must look at now. Names entries by id, never persons. */
export type RegisterAlarm =
  | { readonly code: HaltCode; readonly detail: string }
  | { readonly code: EntryAlarmCode; readonly entry: string }
  | { readonly code: 'sequencer-failed'; readonly detail: string };

export type RegisterCode = HaltCode | 'register-halted' | 'no-such-entry';

export const halt = (code: HaltCode, detail: string, cause?: unknown): DuecheckError<HaltCode> =>
  new DuecheckError(code, detail, { cause });
