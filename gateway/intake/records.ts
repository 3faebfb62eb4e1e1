/** The gate at intake: no catalogue item, no record; denied items and ratings are refused (DESIGN §1.2). */
import { RECORD_STATES } from '@duecheck/core/assess';
import type { CatalogueIndex, RecordType } from '@duecheck/core/catalogue';
import { canonicalKey, parseIdentity } from '@duecheck/core/subject';
import { isCivilDate } from '@duecheck/core/time';
import * as z from 'zod/mini';
import type { IntakeCode } from './codes.ts';

const civilDate = z.string().check(z.refine(isCivilDate, 'not a calendar day'));
const text = z.string().check(z.minLength(1), z.maxLength(500));
const optionalText = z.optional(text);

/** One line of `records.ndjson`. */
export const ImportedRecord = z.strictObject({
  id: text,
  subject: z.strictObject({ kind: z.string(), number: text, name: text }),
  type: text,
  category: text,
  behaviour: optionalText,
  severity: z.optional(z.enum(['minor', 'general', 'serious'])),
  organ: text,
  documentNumber: text,
  item: text,
  domain: optionalText,
  occupation: optionalText,
  licence: optionalText,
  decidedOn: civilDate,
  publishUntil: z.nullable(civilDate),
  useUntil: z.nullable(civilDate),
  retainUntil: z.nullable(civilDate),
  state: z.enum(RECORD_STATES),
  disputeDueBy: z.optional(civilDate),
  facts: z.record(z.string(), z.union([z.string(), z.boolean()])),
  source: z.strictObject({ id: text, asOf: text }),
  fields: z.record(z.string(), z.string()),
});
export type ImportedRecord = z.infer<typeof ImportedRecord>;

/** One line of `registry.ndjson`. */
export const ImportedIdentity = z.strictObject({
  kind: z.string(),
  number: text,
  name: text,
  type: z.enum(['individual', 'civil-servant', 'organisation', 'individual-business', 'government-body']),
  establishedOn: z.optional(civilDate),
});
export type ImportedIdentity = z.infer<typeof ImportedIdentity>;

/** The index key of a subject as imported, or null where the number cannot be right or names nobody. */
export function subjectKeyOf(subject: { kind: string; number: string }): { kind: string; number: string } | null {
  const identity = parseIdentity(subject.number, subject.kind as never);
  const key = identity.status === 'invalid' ? null : canonicalKey(identity);
  if (key === null) return null;
  const at = key.indexOf(':');
  return { kind: key.slice(0, at), number: key.slice(at + 1) };
}

/** Why a record may not be kept, or null. */
export function refuseRecord(record: ImportedRecord, catalogue: CatalogueIndex): IntakeCode | null {
  const type = catalogue.recordTypes.get(record.type);
  if (type === undefined) return 'no-such-type';
  const category = catalogue.categories.get(record.category);
  if (category === undefined || category.polarity === 'process' || category.polarity === 'virtual')
    return 'no-such-category';
  if (type.category !== record.category) return 'type-of-other-category';
  if (record.behaviour !== undefined) {
    const behaviour = catalogue.behaviours.get(record.behaviour);
    if (behaviour === undefined) return 'no-such-behaviour';
    if (behaviour.category === 'excluded') return 'behaviour-excluded';
    if (behaviour.category !== record.category) return 'behaviour-of-other-category';
  }
  const listed = listedFields(type, catalogue);
  return Object.keys(record.fields).every((name) => listed.has(name)) ? null : 'field-not-listed';
}

/** Made once a type: a million rows ask for the same thirty names. */
const listedNames = new WeakMap<RecordType, ReadonlySet<string>>();

function listedFields(type: RecordType, { catalogue }: CatalogueIndex): ReadonlySet<string> {
  const known = listedNames.get(type);
  if (known !== undefined) return known;
  const names = new Set([...type.fields, ...catalogue.commonFields].map((field) => field.name));
  listedNames.set(type, names);
  return names;
}
