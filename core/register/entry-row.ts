/**
 * The columns beside a leaf, as every store keeps them and as the `row` commitment covers them. A store may add columns of
 * its own (position, erasure marks); it may not change the meaning of these.
 */
import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url } from '../bytes.ts';
import { ENTRY_TYPES } from './entry-types.ts';
import type { KeyedIndex } from './keyed-index.ts';
import { EntryId } from './leaf.ts';
import { OUTCOME_KINDS } from './outcome-class.ts';
import { SUITE_IDS } from './suite.ts';

const text = z.string().check(z.minLength(1));
const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const index = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) as unknown as z.ZodMiniType<KeyedIndex, string>;
/** UTC with milliseconds, always 24 characters: one instant, one text. */
const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
/** Sorted and without doubles: one set, one text. */
const flags = z
  .array(slug)
  .check(z.refine((list) => list.every((flag, i) => i === 0 || (list[i - 1] as string) < flag), 'sorted, no doubles'));

/** Searchable by whoever may read the register. */
const CLEAR = {
  id: EntryId,
  type: z.enum(ENTRY_TYPES),
  suite: z.enum(SUITE_IDS),
  organisation: text,
  decisionPoint: z.nullable(slug),
  /** The actor is the pair; neither half identifies anyone alone. */
  actorIss: text,
  actorSub: text,
  role: text,
  outcomeClass: z.nullable(z.enum(OUTCOME_KINDS)),
  /** By the gateway's instant clock, never the movable legal one. */
  occurredAt: instant,
  round: z.nullable(text),
  flags,
  checkId: z.nullable(text),
  decisionId: z.nullable(text),
};

/** HMACs under the pepper of `pepperVersion`, which is null where all four are. */
const KEYED = {
  subjectKey: z.nullable(index),
  caseKey: z.nullable(index),
  surnameKey: z.nullable(index),
  nameKey: z.nullable(index),
  pepperVersion: z.nullable(z.int()),
};

const KIDS = { personKid: z.nullable(text), officeKid: z.nullable(text) };

const wireBytes = z.nullable(z.string().check(z.regex(/^[A-Za-z0-9_-]+$/)));

/** All but the sealed columns. */
export const OpenColumns = z.strictObject({ ...CLEAR, ...KEYED, ...KIDS });
export type OpenColumns = z.infer<typeof OpenColumns>;

/** A row as JSON: sealed columns in base64url. What an auditor's client receives and checks. */
export const EntryRowWire = z.strictObject({
  ...CLEAR,
  ...KEYED,
  ...KIDS,
  personSealed: wireBytes,
  officeSealed: wireBytes,
});
export type EntryRowWire = z.infer<typeof EntryRowWire>;

/** A row as a store holds it: every column present, `null` where there is no value. Sealed = nonce ‖ ciphertext ‖ tag. */
export type EntryRow = OpenColumns & {
  readonly personSealed: Uint8Array | null;
  readonly officeSealed: Uint8Array | null;
};

export type ColumnKind = 'clear' | 'keyed' | 'kid' | 'sealed';

const kinds = <T extends object>(columns: T, kind: ColumnKind) =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, kind])) as { [K in keyof T]: ColumnKind };

/** Every column and what it may hold, for migrations and for the test that compares a table with this. */
export const ENTRY_COLUMNS: Readonly<Record<keyof EntryRow, ColumnKind>> = {
  ...kinds(CLEAR, 'clear'),
  ...kinds(KEYED, 'keyed'),
  ...kinds(KIDS, 'kid'),
  personSealed: 'sealed',
  officeSealed: 'sealed',
};

export const rowToWire = (row: EntryRow): EntryRowWire => ({
  ...row,
  personSealed: row.personSealed && toBase64Url(row.personSealed),
  officeSealed: row.officeSealed && toBase64Url(row.officeSealed),
});

/** @throws zod's error for anything but a whole row; RangeError for bytes that are not canonical base64url */
export function rowFromWire(wire: unknown): EntryRow {
  const row = EntryRowWire.parse(wire);
  return {
    ...row,
    personSealed: row.personSealed === null ? null : fromBase64Url(row.personSealed),
    officeSealed: row.officeSealed === null ? null : fromBase64Url(row.officeSealed),
  };
}
