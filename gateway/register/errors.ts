import { DuecheckError } from '@duecheck/core/errors';

/**
 * register-behind-head: the database holds less than, or other than, a head that left this process before. Going on
 *   would fork the log; the operator restores the database or opens a new epoch.
 * register-behind-witness: the same, where a witness keeps that head under our own signature.
 * frontier-mismatch: the stored tiles do not add up to the signed root.
 * head-unreadable: the stored or filed head was not signed by a key of our ring.
 * stored-mismatch: re-hashing found rows, leaves or tiles that are not what was signed.
 */
export type HaltCode =
  | 'register-behind-head'
  | 'register-behind-witness'
  | 'frontier-mismatch'
  | 'head-unreadable'
  | 'stored-mismatch';

/** entry-altered: the stored leaf does not hash to the hash that was acknowledged. entry-missing: its row is gone. */
type EntryAlarmCode = 'entry-altered' | 'entry-missing';

/** What an operator must look at now. Names entries by id, never persons. */
export type RegisterAlarm =
  | { readonly code: HaltCode; readonly detail: string }
  | { readonly code: EntryAlarmCode; readonly entry: string }
  | { readonly code: 'sequencer-failed'; readonly detail: string }
  | { readonly code: WitnessFaultCode | 'witness-lag'; readonly witness: string; readonly detail: string };

/**
 * What a witness did. None of it stops the log: only what our own key signed does.
 * witness-unreachable: it sleeps, or what is before it does. witness-garbage: no answer of the protocol.
 * witness-refuses: it does not know this log or its key. witness-bad-cosignature: its signature is not over this head.
 * witness-contradicts-itself: it denies a head that it signed or keeps. witness-unproven-claim: it says that it saw
 *   another or a longer log, and shows no head of it that our key signed.
 */
export const WITNESS_FAULTS = [
  'witness-unreachable',
  'witness-garbage',
  'witness-refuses',
  'witness-bad-cosignature',
  'witness-contradicts-itself',
  'witness-unproven-claim',
] as const;
export type WitnessFaultCode = (typeof WITNESS_FAULTS)[number];

export type RegisterCode = HaltCode | 'register-halted' | 'no-such-log';

/** Why the register refuses to go on, once it does. */
const HALTS: readonly string[] = [
  'register-behind-head',
  'register-behind-witness',
  'frontier-mismatch',
  'head-unreadable',
  'stored-mismatch',
] satisfies HaltCode[];
export const isHalt = (error: unknown): error is DuecheckError<HaltCode> =>
  error instanceof DuecheckError && HALTS.includes(error.code);

export const halt = (code: HaltCode, detail: string, cause?: unknown): DuecheckError<HaltCode> =>
  new DuecheckError(code, detail, { cause });
