/** A case as its office looks back on it, and a clerk's own decisions. */
import * as z from 'zod/mini';
import { REFUSAL_REASONS } from '../assess/outcome.ts';
import { ReceiptState } from './decisions.ts';
import { DecisionState } from './due.ts';
import { idSchema } from './ids.ts';
import { CaseRef, CivilDateString, Effect, Instant, Origin, Slug, SubjectMask } from './shared.ts';

/** POST /v1/cases/history and POST /v1/cases/events: as in `due`, a step and a case, and nobody by name. */
export const CaseRequest = z.strictObject({ decisionPoint: Slug, case: CaseRef, origin: Origin });

/**
 * `withheld`: a result that is no longer fresh, or whose records have ended. Clear and findings alike: were only one of them
 * withheld, the word itself would tell of a record that is over (DESIGN §1.6).
 */
export const TOLD_OUTCOMES = ['clear', 'findings', 'unknown', 'refused', 'withheld'] as const;
const ToldOutcome = z.enum(TOLD_OUTCOMES);

export const DECISION_STEPS = ['proposed', 'notified', 'heard', 'effective', 'withdrawn'] as const;

const act = {
  at: Instant,
  by: z.enum(['caller', 'colleague']),
  entry: idSchema('ent'),
};

/** What was done in a case. No record, no measure, no reason, and nobody's name. */
export const CaseAct = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('check'),
    ...act,
    checkId: idSchema('chk'),
    outcome: ToldOutcome,
    refusal: z.nullable(z.enum(REFUSAL_REASONS)),
  }),
  z.strictObject({
    kind: z.literal('decision'),
    ...act,
    decisionId: idSchema('dec'),
    step: z.enum(DECISION_STEPS),
    effect: Effect,
    /** Last day of the period to be heard, inclusive, where this step set it. */
    heardUntil: z.nullable(CivilDateString),
    receipt: ReceiptState,
  }),
]);
export type CaseAct = z.infer<typeof CaseAct>;

export const CaseHistoryAnswer = z.strictObject({
  /** The register's entry of this very reading. */
  entry: idSchema('ent'),
  readAt: Instant,
  /** As people read it; null where nothing was done in this case yet. */
  caseLabel: z.nullable(z.string()),
  subject: z.nullable(SubjectMask),
  /** Newest first. */
  acts: z.array(CaseAct),
});
export type CaseHistoryAnswer = z.infer<typeof CaseHistoryAnswer>;

/** `unused` ends by itself: whoever needs it then renews it. */
export const RECEIPT_USES = ['unused', 'used', 'expired'] as const;

/** GET /v1/decisions: open ones, and those of the last seven days; the caller's own. */
export const DecisionsAnswer = z.strictObject({
  decisions: z.array(
    z.strictObject({
      decisionId: idSchema('dec'),
      decisionPoint: Slug,
      caseLabel: z.string(),
      effect: Effect,
      state: DecisionState,
      heardUntil: z.nullable(CivilDateString),
      decidedAt: Instant,
      receipt: z.nullable(z.strictObject({ state: ReceiptState, use: z.enum(RECEIPT_USES), expiresAt: Instant })),
    }),
  ),
  legalToday: CivilDateString,
});
export type DecisionsAnswer = z.infer<typeof DecisionsAnswer>;
