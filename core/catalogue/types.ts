/**
 * The shape of the lists as data: one `Catalogue` is what two persons sign and what every check cites.
 *
 * Written with zod/mini: the same schemas check the files at build time, the signed feed in the extension's worker and
 * the published JSON Schema. Field names follow the glossary.
 */
import * as z from 'zod/mini';

const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const basisId = z.string().check(z.regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/));
const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** A text that people read, Chinese first. */
export const Text = z.strictObject({ zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) });
export type Text = z.infer<typeof Text>;

export const SUBJECT_TYPES = [
  'individual',
  'civil-servant',
  'organisation',
  'individual-business',
  'government-body',
] as const;
export const SubjectType = z.enum(SUBJECT_TYPES);
export type SubjectType = z.infer<typeof SubjectType>;

/** Levels of a legal basis, highest first. Which of them can ground what is `core/catalogue/bases.ts`. */
export const BASIS_LEVELS = [
  'law',
  'administrative-regulation',
  'judicial-interpretation',
  'central-policy',
  'state-council-policy',
  'party-regulation',
  'provincial-regulation',
  'department-rule',
  'municipal-policy',
  'official-statement',
] as const;
export const BasisLevel = z.enum(BASIS_LEVELS);
export type BasisLevel = z.infer<typeof BasisLevel>;

/** `verified`: the text was read. `recalled`, `unread`: grounds nothing until a lawyer confirms it (domain/README). */
export const Verification = z.enum(['verified', 'recalled', 'unread']);

export const Basis = z.strictObject({
  id: basisId,
  document: z.string(),
  article: z.string(),
  level: BasisLevel,
  /** What the article says on the point, in our own words. */
  summary: Text,
  /** Whether this article itself restricts somebody; policy and procedure articles do not. */
  restricts: z.boolean(),
  /** For departmental rules: the only decision points that are the rule's own procedure (DESIGN §1.1). */
  ownProcedure: z.optional(z.array(id)),
  verification: Verification,
  source: z.string(),
});
export type Basis = z.infer<typeof Basis>;

export const Measure = z.strictObject({
  id,
  title: Text,
  kind: z.enum([
    'outcome',
    'convenience',
    'market',
    'supervision',
    'eligibility',
    'reference',
    'discipline',
    'mitigation',
    'off',
  ]),
  polarity: z.enum(['restriction', 'incentive', 'neutral', 'internal']),
  /** Levels of basis that may ground this measure. Empty for measures that restrict nobody. */
  groundedBy: z.array(BasisLevel),
  /** Why it is never offered (kind `off`), shown on screen. */
  offReason: z.optional(Text),
});
export type Measure = z.infer<typeof Measure>;

/**
 * Which records ground one (measure, basis). Every given condition must hold; there is no free-text condition: what
 * cannot be typed ships off (DESIGN §3.5).
 */
export const Ground = z.strictObject({
  basis: basisId,
  /** The record's category is one of these. Empty only together with `inThisCase`. */
  categories: z.array(id),
  behaviours: z.optional(z.array(id)),
  subjectTypes: z.optional(z.array(SubjectType)),
  severities: z.optional(z.array(z.enum(['minor', 'general', 'serious']))),
  /** The record's domain must be one that the matter of this case names. Unknown domain = not related. */
  relatedOnly: z.optional(z.literal(true)),
  /** The matter's occupation or licence profile. */
  profile: z.optional(id),
  /** The record concerns the same licence item as this case. */
  sameLicence: z.optional(z.literal(true)),
  /** Counted from the named field to today, last day inclusive. A missing field grounds nothing. */
  within: z.optional(
    z.strictObject({
      years: z.int().check(z.positive()),
      from: z.enum(['decidedOn', 'termEnds', 'termEndsOrDecidedOn']),
    }),
  ),
  /** Field conditions on the record; an absent field never satisfies one. */
  intentionalOnly: z.optional(z.literal(true)),
  exceptNegligent: z.optional(z.literal(true)),
  custodialOnly: z.optional(z.literal(true)),
  personallyResponsible: z.optional(z.literal(true)),
  personalDebt: z.optional(z.literal(true)),
  office: z.optional(id),
  commitment: z.optional(z.literal('broken')),
  /** The stage that the case is in: an honour or title already held. */
  stage: z.optional(id),
  /** The role of the subject in this case, as the deciding organ states it. */
  subjectRole: z.optional(id),
  /** Grounded by the material of this case itself, which no credit record can show: never proposed, always "not on credit records". */
  inThisCase: z.optional(z.literal(true)),
});
export type Ground = z.infer<typeof Ground>;

/** Period to be heard (PROTOCOL, Decision). `ours`: no law names it, we chose it. */
export const Hearing = z.strictObject({
  days: z.int().check(z.positive()),
  kind: z.enum(['calendar', 'working']),
  ours: z.boolean(),
  basis: z.optional(basisId),
});
export type Hearing = z.infer<typeof Hearing>;

export const Restriction = z.strictObject({
  measure: id,
  when: Text,
  /** `off`: in the list, never offered; the reason is shown. */
  availability: z.enum(['available', 'off']),
  offReason: z.optional(Text),
  grounds: z.array(Ground),
  /** Bases that are cited beside the grounds but ground nothing themselves. */
  alsoCites: z.optional(z.array(basisId)),
  hearing: z.optional(Hearing),
});
export type Restriction = z.infer<typeof Restriction>;

export const Incentive = z.strictObject({
  measure: id,
  when: Text,
  availability: z.enum(['available', 'off']),
  offReason: z.optional(Text),
  bases: z.array(basisId),
  /** Any one is enough. `service-item-list`: the matter must be on the department's list for this measure. */
  conditions: z.array(z.enum(['positive-record', 'clean-run', 'commitment-signed', 'as-authorised', 'self-corrected'])),
  /** The measure also needs the matter to be a service item that allows it. */
  needsServiceItem: z.boolean(),
});
export type Incentive = z.infer<typeof Incentive>;

export const CleanRun = z.strictObject({
  years: z.int().check(z.positive()),
  /** Adverse categories that a run is tested over. Those not in `shown` are answered yes or no only. */
  categories: z.array(id),
  basis: basisId,
});

export const DecisionPoint = z.strictObject({
  id,
  title: Text,
  group: z.enum(['government', 'market', 'person']),
  /** Where the rule names it: rule set and paragraph. */
  origin: z.string(),
  /** What the rule asks there, in our own words. */
  purpose: Text,
  leadDepartments: z.array(id),
  subjectTypes: z.array(SubjectType),
  minimumAge: z.optional(z.int()),
  step: z.strictObject({ id, when: Text }),
  queryModes: z.array(z.enum(['single', 'batch', 'automatic'])),
  obligation: z.enum(['mandatory', 'reference']),
  /** What the rule of 2017 itself says where today's law made it less. */
  ruleObligation: z.optional(z.enum(['mandatory', 'reference'])),
  frequency: Text,
  freshnessMinutes: z.int(),
  /** active … consent-only run; template and suspended never do. */
  status: z.enum(['active', 'incentive-only', 'reference-only', 'consent-only', 'template', 'suspended']),
  statusReason: z.optional(Text),
  /** Record categories that may be shown to the clerk. */
  shown: z.array(id),
  /** Record categories that are only tested (a clean run): their records never leave the gateway. */
  tested: z.array(id),
  restrictions: z.array(Restriction),
  incentives: z.array(Incentive),
  /** Neutral measures that the row lists (reference, mitigation, discipline of bodies). */
  others: z.array(
    z.strictObject({
      measure: id,
      when: Text,
      bases: z.array(basisId),
      availability: z.enum(['available', 'off']),
      offReason: z.optional(Text),
    }),
  ),
  cleanRun: z.optional(CleanRun),
  authority: z.strictObject({
    /** statutory: a duty by organisation and row; unconfirmed: asks for authorisation and never holds; self: the person; public-body: no personal data. */
    kind: z.enum(['statutory', 'unconfirmed', 'consent', 'self', 'public-body']),
    note: Text,
    notice: Text,
    bases: z.array(basisId),
  }),
  queryBases: z.array(basisId),
  /** `second-person`: one asks, another of the same office lets each lookup through (SYSTEMS §7, 各级操作管理权限). */
  release: z.optional(z.literal('second-person')),
  /** Row default for measures that have none of their own. */
  hearing: z.optional(Hearing),
  feedback: z.strictObject({ required: z.boolean(), withinWorkingDays: z.optional(z.int()) }),
  notes: z.optional(Text),
});
export type DecisionPoint = z.infer<typeof DecisionPoint>;

export const Behaviour = z.strictObject({
  id,
  title: Text,
  polarity: z.enum(['adverse', 'positive']),
  /** Comes from the deciding organ's record where `by-class`; never computed here. */
  severity: z.enum(['minor', 'general', 'serious', 'by-class', 'none']),
  /** `excluded`: refused at intake. */
  category: z.union([id, z.literal('excluded')]),
  origin: z.string(),
  term: Text,
  basis: z.array(basisId),
  repair: Text,
  /** Positive behaviours: whether the record alone can ground an incentive. */
  qualifiesForIncentive: z.optional(z.boolean()),
  verification: Verification,
});
export type Behaviour = z.infer<typeof Behaviour>;

export const RecordField = z.strictObject({
  name: z.string(),
  zh: z.string(),
  type: z.string(),
  required: z.boolean(),
  /** clerk: on the card; on-demand: fetched by its own registered call; hidden: used by software; never: never leaves the gateway. */
  show: z.enum(['clerk', 'on-demand', 'hidden', 'never']),
  sensitivity: z.enum(['personal', 'sensitive', 'internal', 'public']),
  sourceColumns: z.array(z.string()),
});

export const RecordType = z.strictObject({
  id,
  title: Text,
  /** A record category, or `process` for registers of the system itself (never asked upstream). */
  category: id,
  origin: z.string(),
  reporting: Text,
  fields: z.array(RecordField),
  notes: z.optional(Text),
});
export type RecordType = z.infer<typeof RecordType>;

export const ServiceItem = z.strictObject({
  /** The host system's code for the matter; what a check sends as `matter`. */
  code: z.string(),
  title: Text,
  organisation: z.string(),
  decisionPoints: z.array(id),
  /** Domains that records must share to be related. */
  domains: z.array(id),
  occupation: z.optional(id),
  profile: z.optional(id),
  /** Identifies "the same licence" across cases. */
  licence: z.optional(id),
  greenChannel: z.boolean(),
  commitment: z.boolean(),
  documents: z.array(z.strictObject({ id, title: Text, key: z.boolean() })),
  /** Working days in which deferred documents must follow. */
  deferralWorkingDays: z.optional(z.int()),
});
export type ServiceItem = z.infer<typeof ServiceItem>;

export const Named = z.strictObject({ id, title: Text });
export type Named = z.infer<typeof Named>;

export const Category = z.strictObject({
  id,
  title: Text,
  /** `virtual`: stands for whatever the person or the authorisation names; no record carries it. */
  polarity: z.enum(['adverse', 'positive', 'basic', 'process', 'virtual']),
});
export type Category = z.infer<typeof Category>;

export const Calendar = z.strictObject({
  year: z.int(),
  /** Days off on weekdays, and weekend days worked, as announced for the year. */
  holidays: z.array(isoDate),
  workdays: z.array(isoDate),
  source: z.string(),
});
export type Calendar = z.infer<typeof Calendar>;

export const Catalogue = z.strictObject({
  format: z.literal('duecheck/catalogue/1'),
  version: z.string(),
  validFrom: isoDate,
  jurisdiction: z.strictObject({ code: z.string(), title: Text }),
  departments: z.array(Named),
  domains: z.array(Named),
  occupations: z.array(Named),
  /** Licence and occupation profiles that a ground and a service item may name; each basis knows its own. */
  profiles: z.optional(z.array(Named)),
  /** Stages and roles of a case that grounds ask for; the deciding organ states them, no record shows them. */
  circumstances: z.optional(z.array(Named)),
  categories: z.array(Category),
  bases: z.array(Basis),
  measures: z.array(Measure),
  behaviours: z.array(Behaviour),
  recordTypes: z.array(RecordType),
  commonFields: z.array(RecordField),
  denied: z.array(z.strictObject({ id, title: Text, items: z.array(z.string()), basis: z.string() })),
  severities: z.array(
    z.strictObject({
      id: z.enum(['minor', 'general', 'serious']),
      title: Text,
      publishMonths: z.strictObject({ min: z.int(), max: z.int() }),
      rule: Text,
      basis: z.array(basisId),
    }),
  ),
  decisionPoints: z.array(DecisionPoint),
  serviceItems: z.array(ServiceItem),
  calendars: z.array(Calendar),
});
export type Catalogue = z.infer<typeof Catalogue>;
