/** The golden files as cases: what an official wrote down, read once and strictly. */
import { readdirSync, readFileSync } from 'node:fs';
import { RECORD_STATES } from '@duecheck/core/assess';
import { SubjectType } from '@duecheck/core/catalogue';
import { type CivilDate, isCivilDate } from '@duecheck/core/time';
import { parse } from 'yaml';
import * as z from 'zod/mini';

const date = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value));
const ids = z._default(z.array(z.string()), []);

const Subject = z.strictObject({ type: SubjectType, establishedOn: z.optional(date), role: z.optional(z.string()) });

const Facts = z.strictObject({
  intentional: z.optional(z.boolean()),
  negligent: z.optional(z.boolean()),
  custodial: z.optional(z.boolean()),
  personallyResponsible: z.optional(z.boolean()),
  personalDebt: z.optional(z.boolean()),
  office: z.optional(z.string()),
  commitment: z.optional(z.enum(['kept', 'broken'])),
  selfCorrected: z.optional(z.boolean()),
  termEnds: z.optional(date),
});

const GoldenRecord = z.strictObject({
  id: z.string(),
  type: z.string(),
  behaviour: z.optional(z.string()),
  domain: z.optional(z.string()),
  licence: z.optional(z.string()),
  severity: z.optional(z.enum(['minor', 'general', 'serious'])),
  decidedOn: date,
  until: z.union([date, z.literal('none')]),
  state: z._default(z.enum(RECORD_STATES), 'effective'),
  facts: z._default(Facts, {}),
});
export type GoldenRecord = z.infer<typeof GoldenRecord>;

const Expectation = z.strictObject({
  outcome: z.enum(['clear', 'findings', 'unknown']),
  shown: ids,
  restrictions: z._default(
    z.array(
      z.strictObject({
        measure: z.string(),
        /** `article` is for the reader; the runner holds it against the basis's own document and article. */
        under: z.array(z.strictObject({ basis: z.string(), article: z.string(), records: z.array(z.string()) })),
        /** Named beside the grounds; carries nothing. */
        alsoCites: ids,
      }),
    ),
    [],
  ),
  incentives: z._default(
    z.array(
      z.strictObject({
        measure: z.string(),
        bases: z.array(z.string()),
        because: z.enum(['positive-record', 'clean-run', 'commitment', 'authorised']),
        records: z.optional(z.array(z.string())),
        later: z.optional(z.array(z.string())),
        dueBy: z.optional(date),
      }),
    ),
    [],
  ),
  cleanRun: z.optional(z.strictObject({ answer: z.enum(['yes', 'no', 'not-known']), from: date, to: date })),
});
export type Expectation = z.infer<typeof Expectation>;

const GoldenCase = z.strictObject({
  title: z.string(),
  person: z.string(),
  subject: z.optional(Subject),
  /** Code of a service item, or for a row whose departments have listed none yet, what such an item would say. */
  matter: z.optional(z.union([z.string(), z.strictObject({ title: z.string(), domains: z.array(z.string()) })])),
  /** Categories that the person's authorisation names. */
  authorised: ids,
  stage: z.optional(z.string()),
  completeness: z._default(z.enum(['complete', 'partial']), 'complete'),
  records: z.array(GoldenRecord),
  expect: Expectation,
});
export type GoldenCase = z.infer<typeof GoldenCase>;

const GoldenFile = z.strictObject({
  row: z.string(),
  /** 必查 · 可查 · 禁查, for the subject below. */
  due: z.enum(['mandatory', 'reference', 'forbidden']),
  /** Whether the person has to authorise the lookup. */
  authorisation: z._default(z.enum(['needed', 'not-needed']), 'not-needed'),
  today: date,
  subject: Subject,
  /** What stands open whatever is found, in every case of the file. */
  others: z._default(z.array(z.strictObject({ measure: z.string(), bases: z.array(z.string()) })), []),
  cases: z.array(GoldenCase),
});
export type GoldenFile = z.infer<typeof GoldenFile>;

const folder = new URL('./golden/', import.meta.url);

export const goldenFiles: readonly GoldenFile[] = readdirSync(folder)
  .sort()
  .map((name) => GoldenFile.parse(parse(readFileSync(new URL(name, folder), 'utf8'), { merge: true })));
