/**
 * What auditors ask the register (role R4): entries by their columns, one entry with its proof, coverage, numbers, exports.
 * Each question is an `audit.query` entry before its answer leaves (DESIGN §1.12); `query` in an answer names it.
 */
import * as z from 'zod/mini';
import { fromBase64Url, fromUtf8 } from '../bytes.ts';
import { ENTRY_TYPES } from '../register/entry-types.ts';
import { OUTCOME_KINDS } from '../register/outcome-class.ts';
import { IDENTITY_KINDS } from '../subject/index.ts';
import { isCivilDate } from '../time/index.ts';
import { idSchema } from './ids.ts';
import { CivilDateString, Instant, numberFromText, Reason, Slug, textUpTo } from './shared.ts';

const some = (max: number) => textUpTo(max).check(z.minLength(1));
/** 32 bytes in base64url: an HMAC under the pepper. */
const Keyed = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** All that are given must fit. Times are the gateway's clock: `from` inclusive, `until` exclusive. */
export const AuditFilters = z.strictObject({
  /** And everything below it. */
  organisation: z.optional(Slug),
  types: z.optional(z.array(z.enum(ENTRY_TYPES)).check(z.minLength(1), z.maxLength(10))),
  decisionPoint: z.optional(Slug),
  actor: z.optional(z.strictObject({ iss: z.optional(some(300)), sub: some(200) })),
  role: z.optional(Slug),
  outcome: z.optional(z.enum(OUTCOME_KINDS)),
  from: z.optional(Instant),
  until: z.optional(Instant),
  round: z.optional(some(80)),
  /** Each of them. */
  flags: z.optional(z.array(Slug).check(z.minLength(1), z.maxLength(8))),
  checkId: z.optional(idSchema('chk')),
  decisionId: z.optional(idSchema('dec')),
  /** The keyed columns: what is typed here is keyed at the gateway and kept nowhere. */
  subject: z.optional(z.strictObject({ kind: z.enum(IDENTITY_KINDS), number: some(40) })),
  case: z.optional(z.strictObject({ organisation: Slug, decisionPoint: Slug, key: some(200) })),
  surname: z.optional(some(80)),
  name: z.optional(some(200)),
});
export type AuditFilters = z.infer<typeof AuditFilters>;

/**
 * The last entry of the page before, as `next` gave it: newest first, so what is added meanwhile moves nothing. Opaque: base64url of a
 * time and an id, which need not be in their form where a row was altered.
 */
export const AuditCursor = z.string().check(z.maxLength(4000), z.refine(isCursor));

function isCursor(text: string): boolean {
  try {
    const place: unknown = JSON.parse(fromUtf8(fromBase64Url(text)));
    // What PostgreSQL takes for a text.
    return Array.isArray(place) && place.length === 2 && place.every((part) => textUpTo(2000).safeParse(part).success);
  } catch {
    return false;
  }
}

/** POST /v1/audit/entries: a body, since an address with a number or a name in it would stand in logs. */
export const AuditSearchRequest = z.strictObject({
  filters: z._default(AuditFilters, {}),
  after: z.optional(AuditCursor),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
  reason: z.optional(Reason),
});
export type AuditSearchRequest = z.infer<typeof AuditSearchRequest>;

/**
 * `delayed`: the person is told once the day has passed; `sealed`: storage and protection only, so that type, organisation and time
 * are all that is told of it.
 */
export const AuditVisibility = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('delayed'), basis: z.string(), until: CivilDateString }),
  z.strictObject({ kind: z.literal('sealed') }),
]);
export type AuditVisibility = z.infer<typeof AuditVisibility>;

const clear = {
  decisionPoint: z.nullable(z.string()),
  actor: z.strictObject({ iss: z.string(), sub: z.string(), role: z.string() }),
  /** `withheld`: every record that it showed has ended, so that what it was is told no more (DESIGN §1.6). */
  outcome: z.nullable(z.string()),
  round: z.nullable(z.string()),
  flags: z.array(z.string()),
  checkId: z.nullable(z.string()),
  decisionId: z.nullable(z.string()),
};

/** One entry, clear and keyed columns. What is not in its form is told as it is stored: an altered row must be seen. */
export const AuditEntry = z.strictObject({
  id: z.string(),
  /** Its place in the log; null while it waits for one. */
  place: z.nullable(z.strictObject({ origin: z.string(), index: z.int() })),
  type: z.string(),
  organisation: z.string(),
  occurredAt: z.string(),
  visibility: AuditVisibility,
  /** null where the entry is sealed. */
  columns: z.nullable(
    z.strictObject({
      ...clear,
      subjectKey: z.nullable(Keyed),
      caseKey: z.nullable(Keyed),
      surnameKey: z.nullable(Keyed),
      nameKey: z.nullable(Keyed),
    }),
  ),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditSearchAnswer = z.strictObject({
  /** The entry of this very question. */
  query: idSchema('ent'),
  entries: z.array(AuditEntry),
  next: z.nullable(AuditCursor),
});
export type AuditSearchAnswer = z.infer<typeof AuditSearchAnswer>;

/**
 * What opens the commitment `row` of a leaf (`verifyOpening`): `row` are its columns and digests, with the class of the outcome as it
 * is hidden in it; `outcomeClass` opens that, and is null where there is none or it is told no more.
 */
const opening = {
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
  salt: z.string(),
  outcomeClass: z.nullable(z.strictObject({ value: z.string(), salt: z.string() })),
};

/**
 * GET /v1/audit/entries/{id}: all that an auditor needs to check the entry without trusting who answers. The person's envelope never
 * leaves; its digest stands in `row`.
 */
export const AuditEntryAnswer = z.strictObject({
  query: idSchema('ent'),
  entry: AuditEntry,
  /** The leaf's bytes in base64url, as the tree has them. */
  leaf: z.string(),
  /** `withheld`: all but the class of the outcome; `key-gone`: the key was erased, or the column that names it was changed. */
  opening: z.discriminatedUnion('state', [
    z.strictObject({ state: z.enum(['open', 'withheld']), ...opening }),
    z.strictObject({ state: z.enum(['sealed', 'key-gone']) }),
  ]),
  /** A C2SP tlog-proof with its checkpoint and the witnesses' lines: under the newest cosigned head where that holds the entry. */
  proof: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('proved'), text: z.string() }),
    z.strictObject({ status: z.enum(['pending', 'unknown']) }),
  ]),
  /** Actor, purpose, reason. `withheld`: actor and purpose alone; `altered`: it does not open with its own key. */
  office: z.discriminatedUnion('state', [
    z.strictObject({ state: z.enum(['open', 'withheld']), content: z.record(z.string(), z.unknown()) }),
    z.strictObject({ state: z.enum(['sealed', 'gone', 'altered']) }),
  ]),
});
export type AuditEntryAnswer = z.infer<typeof AuditEntryAnswer>;

/** GET /v1/audit/cases/{caseKey}, oldest first: by the keyed index that entries show, since an address with a case number would stand in logs. */
export const AuditCaseQuery = z.strictObject({
  after: z.optional(AuditCursor),
  limit: z._default(numberFromText(200).check(z.minimum(1)), 100),
});

/** What coverage may be laid out by. `row`: the decision point. `deciders`: the role in which it was decided here. */
export const COVERAGE_BY = ['organisation', 'row', 'day', 'deciders'] as const;
export type CoverageBy = (typeof COVERAGE_BY)[number];

/** Civil days, both inclusive; a year and a day at most. */
const Days = {
  from: CivilDateString.check(z.refine(isCivilDate)),
  until: CivilDateString.check(z.refine(isCivilDate)),
};
const inOrder = ({ from, until }: { from: string; until: string }) =>
  from <= until && Date.parse(until) - Date.parse(from) <= 366 * 86_400_000;

/** GET /v1/audit/coverage?from&until&organisation&row&by=organisation,row */
export const CoverageQuery = z
  .strictObject({
    ...Days,
    organisation: z.optional(Slug),
    row: z.optional(Slug),
    by: z._default(
      z.pipe(
        z.pipe(
          z.string().check(z.maxLength(80)),
          z.transform((text: string) => text.split(',')),
        ),
        z.array(z.enum(COVERAGE_BY)).check(z.maxLength(COVERAGE_BY.length)),
      ),
      ['organisation', 'row'],
    ),
  })
  .check(z.refine(inOrder));
export type CoverageQuery = z.infer<typeof CoverageQuery>;

const CoverageCounts = {
  /** The denominator: each decision that was told, once. `checked + owed + overridden + notDue + unchecked` is it. */
  reported: z.int(),
  checked: z.int(),
  owed: z.int(),
  overridden: z.int(),
  notDue: z.int(),
  unchecked: z.int(),
  /** Beside the sum: took effect here, and nobody told. */
  unreported: z.int(),
};

export const CoverageAnswer = z.strictObject({
  query: idSchema('ent'),
  groups: z.array(
    z.strictObject({
      /** Of what it is laid out by; null elsewhere. */
      organisation: z.nullable(z.string()),
      row: z.nullable(z.string()),
      day: z.nullable(CivilDateString),
      /** null as well where it was decided past us, and nobody told by whom. */
      deciders: z.nullable(z.string()),
      ...CoverageCounts,
    }),
  ),
  total: z.strictObject(CoverageCounts),
  /** Who told of the decisions that were counted: an enforcement point, or a kind of file. Two may tell of the same ones. */
  sources: z.array(
    z.strictObject({
      organisation: z.string(),
      row: z.string(),
      source: z.string(),
      told: z.int(),
      lastDay: CivilDateString,
    }),
  ),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const monthsFrom = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));

/** GET /v1/audit/statistics?from&until: months, both inclusive, thirteen at most. */
export const StatisticsQuery = z.strictObject({ from: Month, until: Month }).check(
  z.refine(({ from, until }) => {
    const span = monthsFrom(until) - monthsFrom(from);
    return span >= 0 && span <= 12;
  }),
);

/** What is counted. No two count the same entry, so that none is the sum of others. */
export const STATISTICS = [
  'lookups-clear',
  'lookups-findings',
  'lookups-unknown',
  'lookups-refused',
  'lookups-withheld',
  'decisions',
  'break-glass',
  'authorisations',
  'batches',
  'exports',
  'audit-queries',
] as const;
export type Statistic = (typeof STATISTICS)[number];

/**
 * `null`: under five, or kept back so that such a one cannot be recomputed from the month. A month that has not ended has no numbers
 * yet: from one day to the next its total would tell each day's.
 */
export const StatisticsAnswer = z.strictObject({
  query: idSchema('ent'),
  months: z.array(
    z.strictObject({
      month: Month,
      state: z.enum(['ended', 'running']),
      series: z.array(
        z.strictObject({
          statistic: z.enum(STATISTICS),
          total: z.nullable(z.int()),
          /** From the first of the month, in Shanghai. */
          days: z.array(z.nullable(z.int())),
        }),
      ),
    }),
  ),
  /** Entries that their persons are not told of yet, by the basis of the delay; null under five. */
  delayed: z.array(z.strictObject({ basis: z.string(), entries: z.nullable(z.int()) })),
});
export type StatisticsAnswer = z.infer<typeof StatisticsAnswer>;

/** GET /v1/audit/live: one `entry` event each, in the log's order, its index as the event's id. Clear columns alone. */
export const AuditLiveEntry = z.strictObject({
  id: z.string(),
  index: z.int(),
  type: z.string(),
  organisation: z.string(),
  occurredAt: z.string(),
  visibility: AuditVisibility,
  columns: z.nullable(z.strictObject(clear)),
});
export type AuditLiveEntry = z.infer<typeof AuditLiveEntry>;

export const EXPORT_FORMATS = ['csv', 'jsonl', 'xlsx'] as const;

/**
 * POST /v1/audit/exports: what a search with these filters finds, as a file with its proofs, in parts of `limit` entries. The next part
 * is asked for with the same filters and format and `continues`, which names the `export` of the part before: it goes on where that ended.
 */
export const AuditExportRequest = z
  .strictObject({
    filters: z._default(AuditFilters, {}),
    format: z.enum(EXPORT_FORMATS),
    /** Of a first part. */
    after: z.optional(AuditCursor),
    continues: z.optional(idSchema('ent')),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(2000)), 1000),
    reason: Reason,
  })
  .check(z.refine(({ after, continues }) => after === undefined || continues === undefined));
export type AuditExportRequest = z.infer<typeof AuditExportRequest>;

/**
 * Verifies offline (`duecheck audit --bundle`): the checkpoint under a key of the log, each leaf under the checkpoint's root, each opened
 * row under its leaf, the file by its digest and line by line against the rows. Keys that come along are worth as much as who sent them.
 */
export const ProofBundle = z.strictObject({
  v: z.literal(1),
  origin: z.string(),
  vkeys: z.array(z.string()),
  /** The signed note that all proofs go to, with the lines of the witnesses that cosigned it. */
  checkpoint: z.string(),
  /** Whom the gateway has cosign. */
  witnesses: z.strictObject({ vkeys: z.array(z.string()), quorum: z.int() }),
  /** SHA-256, hex. */
  file: z.strictObject({ name: z.string(), sha256: z.string() }),
  /** In the file's order. */
  entries: z.array(
    z.strictObject({
      id: z.string(),
      leaf: z.string(),
      /** null where the entry is not under this checkpoint yet, or stands in the log of another year. */
      inclusion: z.nullable(z.strictObject({ index: z.int(), hashes: z.array(z.string()) })),
      /** null where it is sealed, or its key is gone. */
      opening: z.nullable(z.strictObject(opening)),
    }),
  ),
});
export type ProofBundle = z.infer<typeof ProofBundle>;

export const AuditExportAnswer = z.strictObject({
  /** The `export` entry of this part, which names filters, format, number and digest. */
  export: idSchema('ent'),
  /** From 1. Parts of JSONL and CSV laid one after the other are one file; each workbook stands for itself. */
  part: z.int(),
  /** The entry of the first part, which may be this one. */
  of: idSchema('ent'),
  file: z.strictObject({ name: z.string(), type: z.string(), base64: z.string() }),
  bundle: ProofBundle,
  /** null: this was the last part. */
  next: z.nullable(AuditCursor),
});
export type AuditExportAnswer = z.infer<typeof AuditExportAnswer>;
