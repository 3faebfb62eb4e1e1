/** The life of a record after it was taken in: disputed, corrected, repaired, withdrawn, sealed. No route here returns a record. */
import * as z from 'zod/mini';
import { RECORD_STATES } from '../assess/record-states.ts';
import { idSchema } from './ids.ts';
import { CivilDateString, Effect, Reason, Slug } from './shared.ts';

/** POST /v1/records/{id}/state: what the deciding organ decided, passed on by the credit office. */
export const RecordStateRequest = z.strictObject({
  state: z.enum(RECORD_STATES),
  /** The organ's own document that says so: a decision on an objection or a repair, a withdrawal. */
  documentNumber: z.string().check(z.minLength(1), z.maxLength(120)),
  /** With `disputed`: the day by which the organ answers. */
  disputeDueBy: z.optional(CivilDateString),
  reason: Reason,
});
export type RecordStateRequest = z.infer<typeof RecordStateRequest>;

export const RecordStateAnswer = z.strictObject({
  record: z.string(),
  state: z.enum(RECORD_STATES),
  entry: idSchema('ent'),
  /** Undecided checks that showed it: they are no longer fresh, and must be made again. */
  lookAgain: z.int(),
  /** Measures in force that rested on it. */
  toLift: z.int(),
});
export type RecordStateAnswer = z.infer<typeof RecordStateAnswer>;

/** GET /v1/measures-to-lift: of the caller's organisations, oldest first. */
export const ToLiftAnswer = z.strictObject({
  measures: z.array(
    z.strictObject({
      decisionId: idSchema('dec'),
      decisionPoint: Slug,
      organisation: Slug,
      caseLabel: z.string(),
      effect: Effect,
      measure: Slug,
      since: CivilDateString,
      dueBy: CivilDateString,
      overdue: z.boolean(),
    }),
  ),
});
export type ToLiftAnswer = z.infer<typeof ToLiftAnswer>;

/** POST /v1/decisions/{id}/lift: the measure no longer runs. */
export const LiftRequest = z.strictObject({ measure: Slug, reason: Reason });
export const LiftAnswer = z.strictObject({ decisionId: idSchema('dec'), measure: Slug, entry: idSchema('ent') });
