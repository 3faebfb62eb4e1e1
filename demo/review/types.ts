/** The made-up city whose look-ups are reviewed: who looks whom up, when, in which case, and what came of it. */
import type { ActKind } from '@duecheck/core/review';
import type { OrganisationId } from '../organisations.ts';

export interface Person {
  readonly surname: string;
  readonly given: string;
  /** `YYYYMMDD`, in the 1890s: nobody who lives. */
  readonly birth: string;
  /** 600 to 998: the demonstration's other people stand below. */
  readonly sequence: number;
}

export interface Office {
  readonly organisation: OrganisationId;
  /** Of window work, one by one. */
  readonly steps: readonly string[];
  /** Of rounds; null where it has none. */
  readonly round: { readonly step: string; readonly title: string } | null;
  /** Somebody sits there at night. */
  readonly nights: 'manned' | 'closed';
}

export interface Clerk {
  /** The account's `sub`. */
  readonly sub: string;
  readonly office: Office;
  readonly person: Person;
  /** Look-ups of a plain day, as a weight against the others. */
  readonly pace: number;
  /** Share of look-ups made after hours. */
  readonly overtime: number;
}

/** What somebody may look for who has no business to: the ten ways of the rules' list (issue 6). */
export const PATTERNS = [
  'no-case',
  'off-hours',
  'colleague',
  'same-surname',
  'listed',
  'volume',
  'id-walk',
  'never-decided',
  'ways-round',
  'beyond-round',
] as const;
export type Pattern = (typeof PATTERNS)[number];

export interface Look {
  readonly kind: ActKind;
  /** Milliseconds. */
  readonly at: number;
  readonly clerk: Clerk;
  readonly person: Person;
  readonly step: string;
  readonly caseKey: string;
  /** Whether the office's own system lists the case. */
  readonly hostCase: 'there' | 'missing';
  readonly decidedAt: number | null;
  readonly round: string | null;
  /** Planted; null: honest work. */
  readonly planted: Pattern | null;
}
