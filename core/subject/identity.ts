import type { IdentityKind } from './kinds.ts';

declare const canonicalNumber: unique symbol;

/** A number as its document writes it: half-width, upper-case, no blanks; old 15-digit numbers in their 18-character form. */
export type CanonicalNumber = string & { readonly [canonicalNumber]: true };

/** Why a number cannot be right. */
export type ProblemError =
  /** Nothing was typed. */
  | 'empty'
  /** Part of it is hidden by a mask: never valid, whatever the rest says. */
  | 'masked'
  | 'length'
  /** A character that this kind does not have at this place. */
  | 'alphabet'
  /** The characters are possible, their order is not. */
  | 'format'
  /** The birth date does not exist. */
  | 'date'
  | 'checksum'
  /** No kind was named, and two kinds fit equally: somebody must say which. */
  | 'ambiguous'
  /** No kind was named, and none fits. */
  | 'unrecognised';

/** What a person may want to know; never a reason to stop. */
export type ProblemWarning =
  /** Codes are abolished while the number stays for life (居民身份证法 art. 3), so this is never an error. */
  | 'region-unknown'
  | 'authority-unknown'
  /** The organisation code inside a USCC fails its own check; some early ones do. */
  | 'organisation-code'
  /** A 15-digit number: not a document in force since 2013, good for matching old records. */
  | 'old-form'
  /** A 15-digit number of the series once used for centenarians: its century is for a person to decide. */
  | 'old-form-needs-person'
  /** The number itself says that it belongs to another kind of the same series than the one named. */
  | 'other-kind'
  /** No kind was named, and the form alone suggested one that has no check digit. */
  | 'kind-guessed'
  /** A foreign passport without its issuing state: two states may issue the same number. */
  | 'state-missing'
  /** Not a form that PRC passports are known to have. */
  | 'form-unusual'
  /** A 15-digit registration number that fails its check; numbers from before 2007 have none. */
  | 'registration-check';

/** `at`: place of the first character concerned, counted from 1 in the number without blanks. */
export type Problem =
  | { readonly code: ProblemError; readonly severity: 'error'; readonly at?: number }
  | { readonly code: ProblemWarning; readonly severity: 'warning'; readonly at?: number };

/** `unverifiable`: nothing is wrong, but the kind has no check digit that could show it. It stops nothing by itself. */
export interface KnownIdentity {
  readonly status: 'valid' | 'unverifiable';
  readonly kind: IdentityKind;
  readonly canonical: CanonicalNumber;
  readonly problems: readonly Problem[];
}

/** `kind` is the one the number was read as; null where no kind was named and none suggests itself. */
export interface InvalidIdentity {
  readonly status: 'invalid';
  readonly kind: IdentityKind | null;
  readonly canonical: null;
  readonly problems: readonly Problem[];
}

export type Identity = KnownIdentity | InvalidIdentity;

export const error = (code: ProblemError, at?: number): Problem =>
  at === undefined ? { code, severity: 'error' } : { code, severity: 'error', at };

export const warning = (code: ProblemWarning, at?: number): Problem =>
  at === undefined ? { code, severity: 'warning' } : { code, severity: 'warning', at };
