/** The outcome on the wire: a discriminated union, each case with its own data (DESIGN §3.4). */
import * as z from 'zod/mini';
import { REFUSAL_REASONS } from '../assess/outcome.ts';
import { Hearing } from '../catalogue/types.ts';
import { CivilDateString, Instant, Slug } from './shared.ts';

const BasisId = z.string();

export const ShownRecord = z.strictObject({
  id: z.string(),
  type: Slug,
  category: Slug,
  polarity: z.enum(['adverse', 'positive', 'basic']),
  behaviour: z.optional(Slug),
  severity: z.optional(z.enum(['minor', 'general', 'serious'])),
  organ: z.string(),
  documentNumber: z.string(),
  decidedOn: CivilDateString,
  publishUntil: z.nullable(CivilDateString),
  state: z.enum(['effective', 'disputed', 'corrected']),
  disputeDueBy: z.optional(CivilDateString),
  source: z.strictObject({ id: z.string(), asOf: Instant }),
  fields: z.record(z.string(), z.string()),
  onDemand: z.array(z.string()),
});

export const RestrictionOffer = z.strictObject({
  measure: Slug,
  grounds: z.array(z.strictObject({ basis: BasisId, records: z.array(z.string()) })),
  alsoCites: z.array(BasisId),
  hearing: Hearing,
});

export const IncentiveOffer = z.strictObject({
  measure: Slug,
  bases: z.array(BasisId),
  because: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal(['positive-record', 'authorised', 'self-corrected']),
      records: z.array(z.string()),
    }),
    z.strictObject({ kind: z.literal('commitment') }),
    z.strictObject({ kind: z.literal('clean-run'), from: CivilDateString, to: CivilDateString }),
  ]),
  deferral: z.optional(z.strictObject({ documents: z.array(z.string()), dueBy: CivilDateString })),
});

export const CleanRunAnswer = z.strictObject({
  answer: z.enum(['yes', 'no', 'not-known']),
  from: CivilDateString,
  to: CivilDateString,
});

const found = {
  records: z.array(ShownRecord),
  restrictions: z.array(RestrictionOffer),
  incentives: z.array(IncentiveOffer),
  others: z.array(z.strictObject({ measure: Slug, bases: z.array(BasisId) })),
  cleanRun: z.optional(CleanRunAnswer),
};

/**
 * Nothing that needs handling was found; benefits may stand open (why a benefit is no finding: `core/assess/outcome.ts`).
 * `unconfirmed`: no source could compare name and number.
 */
export const Clear = z.strictObject({
  kind: z.literal('clear'),
  identity: z.enum(['confirmed', 'unconfirmed']),
  records: z.array(ShownRecord),
  incentives: found.incentives,
  others: found.others,
  cleanRun: found.cleanRun,
});
export const Findings = z.strictObject({
  kind: z.literal('findings'),
  identity: z.enum(['confirmed', 'unconfirmed']),
  ...found,
});
/** Not checked yet. Restrictions may rest on what is known, incentives not. */
export const Unknown = z.strictObject({
  kind: z.literal('unknown'),
  known: z.strictObject({ records: found.records, restrictions: found.restrictions }),
  missing: z.array(z.string()),
  dueBy: CivilDateString,
});
export const Refused = z.strictObject({
  kind: z.literal('refused'),
  reason: z.enum(REFUSAL_REASONS),
  /** Role, quota and mismatch hold the step; a missing authorisation or duty never does. */
  holds: z.boolean(),
});

export const Outcome = z.discriminatedUnion('kind', [Clear, Findings, Unknown, Refused]);
export type Outcome = z.infer<typeof Outcome>;
export type OutcomeKind = Outcome['kind'];
