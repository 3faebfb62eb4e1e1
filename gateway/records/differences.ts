/** What a later delivery of a record says otherwise, by name: the register keeps the names, the record the words. */
import { canonicalize, type Json } from '@duecheck/core/register';
import type { Selectable } from 'kysely';
import type { RecordSecret, UnsealedRecord } from '../intake/prepare.ts';
import { sameText } from '../intake/record-id.ts';
import type { HouseTables } from '../store/tables/house.ts';

type Stored = Selectable<HouseTables['credit_record']>;

const COLUMNS = [
  ...(['behaviour', 'severity', 'organ', 'item', 'domain', 'occupation', 'licence'] as const),
  ...(['decided_on', 'publish_until', 'use_until', 'retain_until'] as const),
] as const;

/** When and to whom it was reported. */
const NOTED = new Set(['fields.reportedOn', 'fields.pushedToProvinceOn', 'fields.supplierName']);
/** What comes with a removal from a list, and what it moves. */
const REMOVED = new Set([
  ...['fields.removedOn', 'fields.removalReason', 'fields.outDate', 'fields.outReason', 'fields.outOrgan'],
  ...['publish_until', 'use_until', 'retain_until'],
]);
const DAYS_OUT = ['fields.removedOn', 'fields.outDate'];

/** @param before what was sealed until now. @returns names of columns, facts and fields */
export function differencesOf(
  stored: Stored,
  before: RecordSecret,
  { columns, secret: json }: UnsealedRecord,
): string[] {
  const secret = JSON.parse(json) as RecordSecret;
  const now = columns as unknown as Readonly<Record<string, unknown>>;
  const facts = JSON.parse(columns.facts) as Record<string, unknown>;
  const differ: string[] = COLUMNS.filter((name) => !isSame(stored[name], now[name]));
  differ.push(...differing('facts', stored.facts, facts), ...differing('fields', before.fields, secret.fields));
  if (!isSame(before.documentNumber, secret.documentNumber)) differ.push('documentNumber');
  if (!isSame(before.subject.name, secret.subject.name)) differ.push('subject.name');
  return differ;
}

export function whatChanged(differences: readonly string[]): 'noted' | 'removed' | 'corrected' {
  if (differences.every((name) => NOTED.has(name))) return 'noted';
  const removed = DAYS_OUT.some((name) => differences.includes(name));
  return removed && differences.every((name) => REMOVED.has(name) || NOTED.has(name)) ? 'removed' : 'corrected';
}

function differing(
  of: string,
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.filter((name) => !isSame(before[name], now[name])).map((name) => `${of}.${name}`);
}

const isSame = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? sameText(value) : canonicalize((value ?? null) as Json);
