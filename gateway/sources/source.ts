/**
 * Where records come from. The own store answers inside the check's transaction; platforms of city and province are asked
 * over HTTP, and only after the INTENT has committed (DESIGN §3.3, invariant 2).
 */
import type { CreditRecord } from '@duecheck/core/assess';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { Case } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import type { IdentityKind } from '@duecheck/core/subject';
import type { CivilDate } from '@duecheck/core/time';

/** One person in one case of one step. What of it leaves for a platform is named in the INTENT. */
export interface UpstreamQuery {
  readonly subject: {
    readonly kind: IdentityKind;
    readonly number: string;
    readonly name: string;
    readonly type: SubjectType;
  };
  /** Keyed index of the subject: names records and single flights here, and is never sent. */
  readonly subjectKey: Uint8Array;
  /** Only these categories are asked for (DESIGN §1.5). */
  readonly categories: readonly string[];
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly case: Case;
  /** The person's authorisation that this lookup rests on; null where it rests on a duty. */
  readonly authorisation: string | null;
  readonly today: CivilDate;
  /** `batch` waits its turn behind `single`: a clerk at a window is not kept by somebody's ten thousand. */
  readonly pace: 'single' | 'batch';
}

export interface UpstreamAnswer {
  readonly records: readonly CreditRecord[];
  /** What the platform says of name and number; `unconfirmed` where it did not compare them. */
  readonly identity: 'confirmed' | 'mismatch' | 'unconfirmed';
}

/** Why a source gave no whole answer. None of them is ever taken for "no record" (DESIGN §1.11). */
export const SOURCE_FAULTS = [
  'unreachable',
  'deadline',
  'open-circuit',
  'busy',
  'rate-limited',
  'maintenance',
  'refused',
  'fault',
  'unreadable',
] as const;
export type SourceFaultCode = (typeof SOURCE_FAULTS)[number];

/** A message never quotes what the platform sent: it may name somebody. */
export class SourceFault extends DuecheckError<SourceFaultCode> {}

export interface UpstreamSource {
  /** As it stands in `missing` of an outcome and in `source.id` of a record. */
  readonly id: string;
  /** Categories that it can hold; it is asked where a row shows or tests one of them. */
  readonly categories: readonly string[];
  /** @throws SourceFault; nothing else */
  readonly ask: (query: UpstreamQuery) => Promise<UpstreamAnswer>;
}
