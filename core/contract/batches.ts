/** Many people of one round at one step: each a lookup of its own, with its own INTENT and RESULT (DESIGN §1.3, §1.10). */
import * as z from 'zod/mini';
import { DecisionState } from './due.ts';
import { idSchema } from './ids.ts';
import { Effect, Instant, numberFromText, Origin, Reason, Slug, SubjectMask, textUpTo } from './shared.ts';

/** Most subjects of one list. */
export const BATCH_MOST = 50_000;

/**
 * `needs-release`: over the size that one person may start (SYSTEMS §7), so a second one lets it run. `deciding`: the round's
 * clear members are being decided on.
 */
export const BATCH_STATES = ['needs-release', 'running', 'paused', 'cancelled', 'deciding', 'done'] as const;
export const BatchState = z.enum(BATCH_STATES);
export type BatchState = z.infer<typeof BatchState>;

/**
 * What is told of a member now. `look-again`: its check is no longer fresh, or a record behind it changed; what it was then
 * is not told any more (DESIGN §1.6). `unchecked`: a source did not answer. `invalid`: the row names nobody surely.
 */
export const ITEM_CLASSES = [
  'waiting',
  'clear',
  'findings',
  'mismatch',
  'unchecked',
  'refused',
  'invalid',
  'look-again',
] as const;
export const ItemClass = z.enum(ITEM_CLASSES);
export type ItemClass = z.infer<typeof ItemClass>;

/** POST /v1/batches?…, with the list as its body: CSV, XLSX or NDJSON. */
export const BatchQuery = z.strictObject({
  decisionPoint: Slug,
  origin: Origin,
  /** Shown on every surface and in the register: "2026 spring, first committee". */
  round: textUpTo(80).check(z.minLength(1)),
  /** For rows that name no matter of their own. */
  matter: z.optional(textUpTo(80)),
});
export type BatchQuery = z.infer<typeof BatchQuery>;

export const BatchAnswer = z.strictObject({
  batchId: idSchema('bat'),
  decisionPoint: Slug,
  organisation: Slug,
  round: z.string(),
  state: BatchState,
  /** Why it stands: asked to, too many names that do not fit their numbers, or the starter's role is gone. */
  pausedBecause: z.nullable(z.enum(['asked', 'mismatches', 'role'])),
  total: z.int(),
  /** Members that were looked at, refused ones and unreadable rows included. */
  done: z.int(),
  counts: z.record(ItemClass, z.int()),
  /** Of the last chunks; null while nothing is known. */
  perSecond: z.nullable(z.number()),
  secondsLeft: z.nullable(z.int()),
  startedAt: Instant,
  endedAt: z.nullable(Instant),
  rerunOf: z.nullable(idSchema('bat')),
  mine: z.boolean(),
  /** Decisions of the round so far. */
  decided: z.int(),
  /** The set receipt; its token is asked for by itself. */
  receipt: z.nullable(z.strictObject({ expiresAt: Instant, n: z.int() })),
});
export type BatchAnswer = z.infer<typeof BatchAnswer>;

export const BatchesAnswer = z.strictObject({ batches: z.array(BatchAnswer) });

/** POST /v1/batches/{id}/release: by a second person. */
export const BatchReleaseRequest = z.strictObject({ answer: z.enum(['give', 'refuse']), reason: Reason });

/** POST /v1/batches/{id}/rerun: the same people again; a round of its own name, or the same. */
export const RerunRequest = z.strictObject({ round: z.optional(textUpTo(80).check(z.minLength(1))) });

/** GET /v1/batches/{id}/items?class&after&limit: in the list's order. */
export const ItemsQuery = z.strictObject({
  class: z.optional(ItemClass),
  /** Place of the last one that was seen; from the beginning where it is left out. */
  after: z._default(numberFromText(999_999), 0),
  limit: z._default(numberFromText(500), 100),
});

export const BatchItem = z.strictObject({
  /** Place in the list, from 1; `line` is the row of the file. */
  n: z.int(),
  line: z.int(),
  class: ItemClass,
  /** Of an invalid row: a code of the intake's. */
  code: z.nullable(z.string()),
  caseKey: z.nullable(z.string()),
  caseLabel: z.nullable(z.string()),
  subject: z.nullable(SubjectMask),
  checkId: z.nullable(idSchema('chk')),
  decision: z.nullable(DecisionState),
});
export type BatchItem = z.infer<typeof BatchItem>;

export const ItemsAnswer = z.strictObject({ items: z.array(BatchItem), next: z.nullable(z.int()) });

/** GET /v1/batches/{id}/differences: members whose result is another than in the run before; what it was is not told. */
export const DifferencesAnswer = z.strictObject({ items: z.array(BatchItem), total: z.int() });

/** GET /v1/batches/{id}/results?format&class: each download looks everybody up again, and is registered as that. */
export const ResultsQuery = z.strictObject({
  format: z.enum(['ndjson', 'csv', 'xlsx']),
  class: z.optional(ItemClass),
});
export type ResultsQuery = z.infer<typeof ResultsQuery>;

/** POST /v1/batches/{id}/decision: of the clear members that nobody decided on; findings are decided one by one. */
export const BatchDecisionRequest = z.strictObject({ effect: z.literal(['favourable', 'neutral']), reason: Reason });
export type BatchDecisionRequest = z.infer<typeof BatchDecisionRequest>;

/** GET /v1/batches/{id}/receipt: for the request that carries the whole round's decision. */
export const BatchReceiptAnswer = z.strictObject({ token: z.string(), expiresAt: Instant, n: z.int(), effect: Effect });
