/**
 * The denominator of coverage: which cases an office opened and which decisions it took, as its own system or the proxy before it
 * tells. What was checked is known here; what was not can only be told by them.
 */
import * as z from 'zod/mini';
import { IDENTITY_KINDS } from '../subject/index.ts';
import { CaseRef, Instant, Reason, Slug, textUpTo } from './shared.ts';

const about = {
  decisionPoint: Slug,
  /** As the decision request carries it. Kept as a keyed index, never as it is. */
  case: CaseRef,
  /** Kept as a keyed index too: a case belongs to its first subject. */
  subject: z.optional(z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: textUpTo(40).check(z.minLength(1)) })),
};
const many = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.minLength(1), z.maxLength(1000));

/** POST /v1/decisions:report. In any order, as often as it likes: a decision is (decision point, case, part, instant). */
export const DecisionsReport = z.strictObject({
  decisions: many(z.strictObject({ ...about, openedAt: z.optional(Instant), decidedAt: Instant })),
});

/** POST /v1/cases:report. A case is opened once; what was said of it first stands. */
export const CasesReport = z.strictObject({ cases: many(z.strictObject({ ...about, openedAt: Instant })) });

/** Why a line is not taken; the others are. */
export const REPORT_CODES = [
  'no-such-decision-point',
  /** The organisation's case numbers look otherwise (`POST /v1/case-patterns`). */
  'case-pattern',
  'subject-invalid',
  /** The case belongs to another person: of a check, or of an earlier report. */
  'subject-mismatch',
  'time-future',
  /** Decided before it was opened. */
  'time-order',
] as const;
export type ReportCode = (typeof REPORT_CODES)[number];

/** `taken + repeated + refused` are the lines. */
export const ReportAnswer = z.strictObject({
  taken: z.int(),
  repeated: z.int(),
  /** By the line's place, from 0. */
  refused: z.array(z.strictObject({ n: z.int(), code: z.enum(REPORT_CODES) })),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/**
 * POST /v1/case-patterns: a regular expression over the whole case, in ASCII, with `.` for every other character; null takes it
 * away. The nearest node's holds below it.
 */
export const CasePatternRequest = z.strictObject({
  organisation: Slug,
  pattern: z.nullable(textUpTo(200).check(z.minLength(1))),
  reason: Reason,
});
export const CasePatternAnswer = z.strictObject({ organisation: Slug, pattern: z.nullable(z.string()) });
