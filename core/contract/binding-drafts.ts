/** Drafts of site bindings: recorded in a browser, approved by a second person, then signed offline (PROTOCOL, Signing lists). */
import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { Instant, Reason, Slug } from './shared.ts';

/** A binding as it is so far; whole, and without a fault of the linter's, only when it is sent for approval. */
const DraftBody = z.record(z.string().check(z.maxLength(40)), z.unknown());

export const DRAFT_STATES = ['draft', 'submitted', 'approved', 'returned', 'withdrawn', 'published'] as const;
export const DraftState = z.enum(DRAFT_STATES);
export type DraftState = z.infer<typeof DraftState>;

/**
 * POST /v1/bindings/drafts. The client names the draft, so that sending it again makes no second one. `revision`: what it
 * last read, 0 for a new one. Saving what was submitted takes it back.
 */
export const SaveDraftRequest = z.strictObject({
  id: idSchema('drf'),
  revision: z.int().check(z.nonnegative()),
  organisation: Slug,
  binding: DraftBody,
});
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>;

/**
 * POST /v1/bindings/drafts/{id}/step. `approve` and `return` are a second person's: whoever wrote any part of it cannot.
 * `reason`: of a return.
 */
export const DRAFT_STEPS = ['submit', 'approve', 'return', 'withdraw'] as const;
export const StepDraftRequest = z.strictObject({
  revision: z.int().check(z.positive()),
  step: z.enum(DRAFT_STEPS),
  reason: z.optional(Reason),
});
export type StepDraftRequest = z.infer<typeof StepDraftRequest>;

const facts = {
  id: idSchema('drf'),
  organisation: Slug,
  revision: z.int(),
  state: DraftState,
  /** Its id and title, where it has them. */
  name: z.string(),
  /** Whether the caller wrote part of it. */
  mine: z.boolean(),
  /** Why it was returned. */
  reason: z.nullable(z.string()),
  changedAt: Instant,
};

/** GET /v1/bindings/drafts: of the caller's organisations, the last changed first; the newest two hundred. */
export const DraftsAnswer = z.strictObject({ drafts: z.array(z.strictObject(facts)) });
export type DraftsAnswer = z.infer<typeof DraftsAnswer>;

/** GET /v1/bindings/drafts/{id}, and the answer of saving and of each step. */
export const DraftAnswer = z.strictObject({
  ...facts,
  binding: DraftBody,
  /** The linter's, beside the bindings in force; `sentence` is for administrators, in English. */
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      /** JSON pointer into the binding. */
      path: z.string(),
      sentence: z.string(),
    }),
  ),
  /** What is in force under the same id; null where this one is new. */
  inForce: z.nullable(DraftBody),
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;
