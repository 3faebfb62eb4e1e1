import type { CivilDate } from '../time/index.ts';
import type { Assessment, ShownRecord } from './types.ts';

/** `unconfirmed`: no source could compare name and number. Both fulfil the duty, in different words (PROTOCOL, Check). */
export type IdentityMatch = 'confirmed' | 'unconfirmed';

/** A record that burdens nobody. */
export type FavourableRecord = ShownRecord & { readonly polarity: 'positive' | 'basic' };

/**
 * Nothing that needs handling was found; benefits may still stand open.
 *
 * A row where only benefits arise (a positive record, a clean run) is clear, not findings. Findings set a procedure going: an
 * adverse decision after them waits for notice and hearing, a batch has no shared reason, statistics count them. None of that may
 * befall a person because something good is on record, or because nothing is: at a permit window almost every applicant has a
 * clean run. The surfaces show the benefit state wherever `incentives` is not empty.
 */
export interface Clear {
  readonly kind: 'clear';
  readonly identity: IdentityMatch;
  readonly records: readonly FavourableRecord[];
  readonly incentives: Assessment['incentives'];
  readonly others: Assessment['others'];
  readonly cleanRun?: NonNullable<Assessment['cleanRun']>;
}

/** At least one adverse record that the row may show, whether or not a restriction can rest on it, or one that grounds a restriction. */
export interface Findings {
  readonly kind: 'findings';
  readonly identity: IdentityMatch;
  readonly records: readonly [ShownRecord, ...ShownRecord[]];
  readonly restrictions: Assessment['restrictions'];
  readonly incentives: Assessment['incentives'];
  readonly others: Assessment['others'];
  readonly cleanRun?: NonNullable<Assessment['cleanRun']>;
}

/**
 * Not checked yet. Another type than clear on purpose: it has no identity, no incentives and no clean run to mistake for one
 * (DESIGN §1.11). Restrictions may rest on what is known.
 */
export interface Unknown {
  readonly kind: 'unknown';
  readonly known: { readonly records: readonly ShownRecord[]; readonly restrictions: Assessment['restrictions'] };
  /** Ids of the sources that did not answer. */
  readonly missing: readonly string[];
  /** Last day for the owed check. */
  readonly dueBy: CivilDate;
}

/** `release`: a second person has to let this lookup through, and has not yet. */
export const REFUSAL_REASONS = [
  'no-duty',
  'no-authorisation',
  'role',
  'release',
  'quota',
  'identity-mismatch',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** No lookup was made. `holds`: whether the step waits; a missing duty or authorisation never holds it (DESIGN §3.4). */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly holds: boolean;
}

export type Outcome = Clear | Findings | Unknown | Refused;

/** How much of the picture stood behind the assessment; must agree with `AssessInput.completeness`. */
export type Picture =
  | { readonly completeness: 'complete'; readonly identity: IdentityMatch }
  | { readonly completeness: 'partial'; readonly missing: readonly string[]; readonly dueBy: CivilDate };

/** The outcome that leaves the gateway. A partial picture is `unknown`, whatever part of it is known. */
export function toOutcome(assessment: Assessment, picture: Picture): Clear | Findings | Unknown {
  const { records, restrictions, incentives, others, cleanRun } = assessment;
  if (picture.completeness === 'partial') {
    return { kind: 'unknown', known: { records, restrictions }, missing: picture.missing, dueBy: picture.dueBy };
  }
  const { identity } = picture;
  const rest = { incentives, others, ...(cleanRun && { cleanRun }) };
  const favourable = records.filter(isFavourable);
  const [first, ...more] = records;
  // A restriction always makes findings, also on a record that its category alone would call neutral (a broken undertaking).
  if (first === undefined || (favourable.length === records.length && restrictions.length === 0)) {
    return { kind: 'clear', identity, records: favourable, ...rest };
  }
  return { kind: 'findings', identity, records: [first, ...more], restrictions, ...rest };
}

export const refused = (reason: RefusalReason): Refused => ({ kind: 'refused', reason, holds: HOLDS[reason] });

const HOLDS: Readonly<Record<RefusalReason, boolean>> = {
  'no-duty': false,
  'no-authorisation': false,
  role: true,
  release: true,
  quota: true,
  'identity-mismatch': true,
};

const isFavourable = (record: ShownRecord): record is FavourableRecord => record.polarity !== 'adverse';
