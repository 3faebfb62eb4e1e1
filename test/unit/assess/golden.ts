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

const GoldenRecord = z.strictObject({
  id: z.string(),
  type: z.string(),
  behaviour: z.optional(z.string()),
  domain: z.optional(z.string()),
  licence: z.optional(z.string()),
  decidedOn: date,
  until: z.union([date, z.literal('none')]),
  state: z._default(z.enum(RECORD_STATES), 'effective'),
  facts: z._default(z.strictObject({ commitment: z.optional(z.enum(['kept', 'broken'])) }), {}),
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
      }),
    ),
    [],
  ),
  incentives: z._default(
    z.array(
      z.strictObject({
        measure: z.string(),
        bases: z.array(z.string()),
        because: z.enum(['positive-record', 'clean-run', 'commitment']),
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
  /** Code of a service item. */
  matter: z.optional(z.string()),
  stage: z.optional(z.string()),
  completeness: z._default(z.enum(['complete', 'partial']), 'complete'),
  records: z.array(GoldenRecord),
  expect: Expectation,
});
export type GoldenCase = z.infer<typeof GoldenCase>;

const GoldenFile = z.strictObject({ row: z.string(), today: date, subject: Subject, cases: z.array(GoldenCase) });
export type GoldenFile = z.infer<typeof GoldenFile>;

const folder = new URL('./golden/', import.meta.url);

export const goldenFiles: readonly GoldenFile[] = readdirSync(folder)
  .sort()
  .map((name) => GoldenFile.parse(parse(readFileSync(new URL(name, folder), 'utf8'))));
