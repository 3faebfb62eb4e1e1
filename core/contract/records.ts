/** The life of a record after it was taken in: disputed, corrected, repaired, withdrawn, sealed. No route here returns a record. */
import * as z from 'zod/mini';
import { RECORD_STATES } from '../assess/record-states.ts';
import { isCivilDate } from '../time/index.ts';
import { idSchema } from './ids.ts';
import { CivilDateString, Effect, numberFromText, Reason, Slug } from './shared.ts';

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

/**
 * GET /v1/reporting-duties?state&after&limit. `open`: not reported yet, the longest overdue first. `reported`: the newest
 * decision first.
 */
export const ReportingDutiesQuery = z.strictObject({
  state: z._default(z.enum(['open', 'reported']), 'open'),
  /** `next` of the page before. */
  after: z.optional(
    z.string().check(
      z.regex(/^\d{4}-\d{2}-\d{2}\/\P{Cc}{1,500}$/u),
      z.refine((text) => isCivilDate(text.slice(0, 10))),
    ),
  ),
  limit: z._default(numberFromText(500), 100),
});
export type ReportingDutiesQuery = z.infer<typeof ReportingDutiesQuery>;

/** No name, no number, no text of the document: which record it is knows whoever made it. */
export const ReportingDutiesAnswer = z.strictObject({
  duties: z.array(
    z.strictObject({
      record: z.string(),
      organ: z.string(),
      decidedOn: CivilDateString,
      reportedOn: z.nullable(CivilDateString),
      /** The seventh working day after the decision (2017 rules, 政务二(一)2). */
      dueBy: CivilDateString,
      state: z.enum(['open', 'overdue', 'reported', 'reported-late']),
      /** Working days; 0 on the last one. */
      daysLeft: z.nullable(z.int()),
      /** Calendar days. */
      daysOverdue: z.nullable(z.int()),
      /** `weekdays`: the days off of a year concerned are not known here. */
      counted: z.enum(['calendar', 'weekdays']),
    }),
  ),
  next: z.nullable(z.string()),
});
export type ReportingDutiesAnswer = z.infer<typeof ReportingDutiesAnswer>;
