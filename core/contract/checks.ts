import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { Outcome } from './outcome.ts';
import { Case, CivilDateString, Instant, Origin, Slug, Subject, SubjectMask, textUpTo } from './shared.ts';

export const CheckRequest = z.strictObject({
  decisionPoint: Slug,
  case: Case,
  matter: z.optional(textUpTo(80)),
  round: z.optional(textUpTo(80)),
  subject: Subject,
  origin: Origin,
});
export type CheckRequest = z.infer<typeof CheckRequest>;

/** Outcomes, `refused` included, are 200; problems are 4xx and leave no entry (PROTOCOL, Check). */
export const CheckAnswer = z.strictObject({
  checkId: idSchema('chk'),
  /** The register entry that holds this result. */
  entry: idSchema('ent'),
  registeredAt: Instant,
  /** A decision must follow before this instant, or the check is made again. */
  freshUntil: Instant,
  legalToday: CivilDateString,
  decisionPoint: Slug,
  case: Case,
  subject: SubjectMask,
  catalogueVersion: z.string(),
  outcome: Outcome,
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;
