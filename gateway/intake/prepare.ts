/** One line → a row that is ready to be sealed, or the code of its refusal. */
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { isCivilDate, legalDateOf } from '@duecheck/core/time';
import type { Insertable } from 'kysely';
import { iso } from '../clock.ts';
import type { KeyRef } from '../keys/subject-keys.ts';
import { recordsKey } from '../sources/own-store.ts';
import type { HouseTables } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import type { IntakeCode } from './codes.ts';
import { ImportedIdentity, ImportedRecord, refuseRecord, subjectKeyOf } from './records.ts';
import { contentText, type Delivered } from './row-content.ts';

/** A row whose secret part is still to be sealed: its columns, and what they do not show. */
interface Unsealed<Table extends 'credit_record' | 'known_subject'> {
  readonly ok: true;
  readonly table: Table;
  readonly key: KeyRef;
  readonly columns: Omit<Insertable<HouseTables[Table]>, 'sealed'>;
  readonly aad: string;
  /** JSON. */
  readonly secret: string;
}
/** Its secret is a `RecordSecret`. */
export interface UnsealedRecord extends Unsealed<'credit_record'> {
  readonly vouchedBy: Delivered['vouchedBy'];
}
export type UnsealedIdentity = Unsealed<'known_subject'>;
/** What a record's sealed part holds. */
export type RecordSecret = Pick<ImportedRecord, 'documentNumber' | 'fields' | 'subject'>;
export type Prepared = { readonly ok: false; readonly code: IntakeCode } | UnsealedRecord | UnsealedIdentity;

const refuse = (code: IntakeCode): Prepared => ({ ok: false, code });
/** Civil year of the keys that rows are sealed under; asked once a file. */
export const keyYearOf = (world: Pick<World, 'clock'>): number =>
  Number(legalDateOf(iso(world.clock.now())).slice(0, 4));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function prepareIdentity(text: string, world: World): Prepared {
  const value = parse(text);
  if (value === undefined) return refuse('not-json');
  const parsed = ImportedIdentity.safeParse(value);
  if (!parsed.success) return refuse('form');
  const index = subjectKeyOf(parsed.data);
  return index === null
    ? refuse('subject-invalid')
    : unsealedIdentity(parsed.data, world.index.subject(index.kind, index.number), keyYearOf(world));
}

/** @param subjectKey keyed index of the subject's canonical key */
export function unsealedIdentity(
  { name, type, establishedOn }: ImportedIdentity,
  subjectKey: Uint8Array,
  year: number,
): UnsealedIdentity {
  return {
    ok: true,
    table: 'known_subject',
    key: recordsKey(subjectKey, year),
    columns: {
      subject_key: subjectKey,
      subject_type: type,
      established_on: establishedOn ?? null,
      key_year: year,
    },
    aad: 'known',
    secret: JSON.stringify({ name }),
  };
}

export function prepareRecord(text: string, world: World, catalogue: CatalogueIndex): Prepared {
  const value = parse(text);
  if (value === undefined) return refuse('not-json');
  const parsed = ImportedRecord.safeParse(value);
  if (!parsed.success) return refuse('form');
  const record = parsed.data;
  const code = refuseRecord(record, catalogue);
  if (code !== null) return refuse(code);
  const index = subjectKeyOf(record.subject);
  if (index === null) return refuse('subject-invalid');
  return unsealedRecord(record, world.index.subject(index.kind, index.number), keyYearOf(world));
}

/**
 * @param subjectKey keyed index of the subject's canonical key
 * @param delivered where it is an office's row
 */
export function unsealedRecord(
  record: ImportedRecord,
  subjectKey: Uint8Array,
  year: number,
  delivered?: Delivered,
): UnsealedRecord {
  const { id, documentNumber, fields, subject } = record;
  const columns = columnsOf(record, subjectKey, year);
  const secret = JSON.stringify({ documentNumber, fields, subject } satisfies RecordSecret);
  const content_digest = delivered?.digestOf(contentText(columns, secret, delivered.said)) ?? null;
  return {
    ok: true,
    table: 'credit_record',
    key: recordsKey(subjectKey, year),
    columns: { ...columns, content_digest },
    aad: `record/${id}`,
    secret,
    vouchedBy: delivered?.vouchedBy ?? 'row',
  };
}

const columnsOf = (record: ImportedRecord, subjectKey: Uint8Array, year: number) => ({
  id: record.id,
  subject_key: subjectKey,
  type: record.type,
  category: record.category,
  behaviour: record.behaviour ?? null,
  severity: record.severity ?? null,
  organ: record.organ,
  item: record.item,
  domain: record.domain ?? null,
  occupation: record.occupation ?? null,
  licence: record.licence ?? null,
  decided_on: record.decidedOn,
  publish_until: record.publishUntil,
  use_until: record.useUntil,
  retain_until: record.retainUntil,
  state: record.state,
  dispute_due_by: record.disputeDueBy ?? null,
  facts: JSON.stringify(record.facts),
  source: record.source.id,
  as_of: new Date(record.source.asOf),
  key_year: year,
  reported_on: dayOf(record.fields.reportedOn),
});

const dayOf = (text: string | undefined): string | null => (text !== undefined && isCivilDate(text) ? text : null);
