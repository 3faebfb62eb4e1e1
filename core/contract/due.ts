import * as z from 'zod/mini';
import { SubjectType } from '../catalogue/types.ts';
import { idSchema } from './ids.ts';
import { CaseRef, CivilDateString, Effect, Instant, Origin, Slug, textUpTo } from './shared.ts';

/** POST /v1/due reads no record and names no person. */
export const DueRequest = z.strictObject({
  decisionPoint: Slug,
  case: z.optional(CaseRef),
  matter: z.optional(textUpTo(80)),
  subjectType: z.optional(SubjectType),
  origin: Origin,
});
export type DueRequest = z.infer<typeof DueRequest>;

export const DECISION_STATES = ['proposed', 'notified', 'heard', 'lapsed', 'effective', 'withdrawn'] as const;
export const DecisionState = z.enum(DECISION_STATES);
export type DecisionState = z.infer<typeof DecisionState>;

export const OpenDecision = z.strictObject({
  decisionId: idSchema('dec'),
  effect: Effect,
  state: DecisionState,
  /** Last day of the period to be heard, inclusive; null before the notice. */
  heardUntil: z.nullable(CivilDateString),
});
export type OpenDecision = z.infer<typeof OpenDecision>;

export const DueAnswer = z.strictObject({
  due: z.enum(['mandatory', 'reference', 'forbidden']),
  reason: z.optional(Slug),
  /** Whether the step is held until the check is done. */
  holds: z.boolean(),
  needsAuthorisation: z.boolean(),
  /** Each lookup at this row is let through by a second person. */
  needsRelease: z._default(z.boolean(), false),
  lastCheckAt: z.nullable(Instant),
  freshUntil: z.nullable(Instant),
  openDecision: z.nullable(OpenDecision),
  legalToday: CivilDateString,
});
export type DueAnswer = z.infer<typeof DueAnswer>;
