/** A second person who lets something through: a lookup at a row that asks for two, or what a limit would stop (break-glass). */
import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { Case, CivilDateString, Instant, Origin, Reason, Slug, SubjectMask } from './shared.ts';

/**
 * `second-person`: the row asks for two. `break-glass`: an urgent case past a limit, or past the hold of a mandatory check.
 * Neither ever stands in for a duty or an authorisation (DESIGN §1.4).
 */
export const RELEASE_KINDS = ['second-person', 'break-glass'] as const;
export const ReleaseKind = z.enum(RELEASE_KINDS);
export type ReleaseKind = z.infer<typeof ReleaseKind>;

/** POST /v1/releases */
export const ReleaseRequest = z.strictObject({
  kind: ReleaseKind,
  decisionPoint: Slug,
  case: Case,
  origin: Origin,
  reason: Reason,
});
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** `ended`: given and not used in time, or never answered. */
export const RELEASE_STATES = ['asked', 'given', 'refused', 'used', 'ended'] as const;

export const ReleaseAnswer = z.strictObject({
  releaseId: idSchema('rel'),
  kind: ReleaseKind,
  decisionPoint: Slug,
  organisation: Slug,
  caseLabel: z.string(),
  /** Of the case, once somebody was checked or asked for in it. */
  subject: z.nullable(SubjectMask),
  reason: z.string(),
  state: z.enum(RELEASE_STATES),
  /** Whether the asker is the caller. */
  mine: z.boolean(),
  askedAt: Instant,
  validUntil: Instant,
  entry: idSchema('ent'),
});
export type ReleaseAnswer = z.infer<typeof ReleaseAnswer>;

/** GET /v1/releases: open ones that the caller may answer, and the caller's own of today. */
export const ReleasesAnswer = z.strictObject({ releases: z.array(ReleaseAnswer) });

/** POST /v1/releases/{id}/answer: by another person. */
export const AnswerReleaseRequest = z.strictObject({ answer: z.enum(['give', 'refuse']), reason: Reason });

/**
 * What is wrong with a witness of the register: `witness-lag`, it owes a cosignature for more than ten minutes; else what it
 * did, by code. `register-behind-witness`: the database is not what a witness keeps under our own signature.
 */
export const WITNESS_ALERTS = [
  'witness-lag',
  'witness-garbage',
  'witness-refuses',
  'witness-bad-cosignature',
  'witness-contradicts-itself',
  'witness-unproven-claim',
  'register-behind-witness',
] as const;

/**
 * GET /v1/alerts: break-glass of the caller's organisations, newest first; told at once to managers, auditors, the office.
 * Beside it the register's witnesses that are not as they should be: the register is one for the whole city.
 */
export const AlertsAnswer = z.strictObject({
  alerts: z.array(
    z.strictObject({
      releaseId: idSchema('rel'),
      organisation: Slug,
      decisionPoint: Slug,
      givenAt: Instant,
      used: z.enum(['yes', 'no']),
      entry: idSchema('ent'),
      legalDate: CivilDateString,
    }),
  ),
  witnesses: z.array(
    z.strictObject({
      witness: z.string(),
      code: z.enum(WITNESS_ALERTS),
      since: Instant,
      /** When it cosigned last, if ever. */
      cosignedAt: z.nullable(Instant),
    }),
  ),
});

/**
 * What is limited, a civil day in Shanghai by the machine's clock: single lookups and name-and-number mismatches of one
 * account, subjects of an organisation's batches; and the size above which a batch needs a second person (SYSTEMS §7).
 */
export const LIMIT_KINDS = ['lookups', 'mismatches', 'batch-subjects', 'batch-without-release'] as const;
export const LimitKind = z.enum(LIMIT_KINDS);
export type LimitKind = z.infer<typeof LimitKind>;

/** GET /v1/limits, POST /v1/limits (office). The nearest node of the tree that names a limit sets it. */
export const Limit = z.strictObject({ organisation: Slug, what: LimitKind, most: z.int().check(z.nonnegative()) });
export const LimitsAnswer = z.strictObject({ limits: z.array(Limit), defaults: z.record(LimitKind, z.int()) });
export const LimitRequest = z.strictObject({
  organisation: Slug,
  what: LimitKind,
  most: z.int().check(z.nonnegative()),
  reason: Reason,
});
