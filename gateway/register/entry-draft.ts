import type { EntryId, EntryType } from '@duecheck/core/register';

/**
 * What a capability says of an act; the register makes the entry: id, instant, keys, keyed columns, commitments.
 * Names and numbers are as `parseIdentity` and `normaliseName` gave them.
 */
export interface EntryDraft {
  readonly type: EntryType;
  /** In whose name the step is decided. */
  readonly organisation: string;
  readonly decisionPoint: string | null;
  /** null: the gateway itself acts (a job, a start). */
  readonly actor: DraftActor | null;
  /** One at most: an entry about two persons could not be erased for one. */
  readonly subject: { readonly kind: string; readonly number: string; readonly name: string | null } | null;
  readonly case: { readonly key: string; readonly label: string; readonly part: string } | null;
  readonly round?: string;
  /** Committed to with decision point, case and round. What was observed and what was only claimed, apart (DESIGN §4). */
  readonly request: object;
  readonly outcome: DraftOutcome | null;
  readonly flags?: readonly string[];
  readonly checkId?: string | null;
  readonly decisionId?: string | null;
  /** For the person's eyes; only where there is a subject. */
  readonly person?: object;
  /** For the office and its auditors' enquiries: purpose, reason. */
  readonly office?: object;
}

interface DraftActor {
  readonly iss: string;
  readonly sub: string;
  readonly role: string;
  readonly assurance: string | null;
}

interface DraftOutcome {
  /** A kind of outcome, with its reason where it has one: `refused:no-duty`. Of a decision, its effect and state. */
  readonly class: string;
  /** Ids of the records that were shown. */
  readonly records: readonly string[];
  readonly answerDigest?: string;
}

/** A durable entry, once the caller's transaction commits. */
export interface AppendedEntry {
  readonly id: EntryId;
  readonly leafHash: Uint8Array;
  readonly subjectCommitment: Uint8Array;
  /** UTC, by the machine's clock. */
  readonly occurredAt: string;
}
