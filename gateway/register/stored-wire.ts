/** Stored entries as an auditor's client receives them. What is base64url here was bytes in the database. */
import { toBase64Url } from '@duecheck/core/bytes';
import { hideClass, rowSaltsFrom, rowToWire, type Suite } from '@duecheck/core/register';
import * as z from 'zod/mini';
import type { Scope } from '../identity/auditors.ts';
import type { StoredEntry } from './stored-entries.ts';

/** Rows in one answer, at most: eight bundles, some five megabytes. */
export const MAX_ROWS = 2048;

const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));

/**
 * GET /v1/register/entries?from=&limit=. Envelopes come as ciphertext, so that the auditor hashes what is stored and
 * takes no digest on trust; without the person's or the office's key they stay closed.
 */
export const StoredEntriesAnswer = z.strictObject({
  origin: z.string(),
  entries: z.array(
    z.strictObject({
      index: z.int(),
      entry: z.string(),
      /**
       * `withheld`: another organisation's, whom this auditor does not audit. `sealed`: its columns are shown to nobody but the
       * person. `erased`: emptied, whosever it was, and `erasure` names the entry that says so.
       */
      state: z.enum(['stored', 'missing', 'withheld', 'sealed', 'erased']),
      /** Unparsed: a row that is not in its form must still be named. */
      row: z.optional(z.unknown()),
      leaf: z.optional(bytes),
      leafHash: z.optional(bytes),
      /** The key of the row's salts (`saltOf(…, 'row', …)`). */
      saltRow: z.optional(z.nullable(bytes)),
      erasure: z.optional(z.string()),
      /**
       * In its place where every record that the entry showed has ended: `row` has no class, `hiddenClass` stands for it, and `salt`
       * opens the row with it and not the class. So a row is compared that tells its result no more (PROTOCOL, `shown_record`).
       */
      resultWithheld: z.optional(z.strictObject({ salt: bytes, hiddenClass: z.nullable(bytes) })),
    }),
  ),
});
export type StoredEntriesAnswer = z.infer<typeof StoredEntriesAnswer>;
export type StoredEntryWire = StoredEntriesAnswer['entries'][number];

export interface ToldTo {
  readonly sees: Scope;
  /** Entries whose result is told no more. */
  readonly withheld: ReadonlySet<string>;
}

export function storedToWire(
  { index, entry, stored }: StoredEntry,
  { sees, withheld }: ToldTo,
  suite: Suite,
): StoredEntryWire {
  if (stored === null) return { index, entry, state: 'missing' };
  const { row, leaf, leafHash, saltRow, erasure, isSealed } = stored;
  const inTree = { leaf: toBase64Url(leaf), leafHash: toBase64Url(leafHash) };
  if (erasure !== null) return { index, entry, state: 'erased', ...inTree, erasure };
  if (sees !== 'everything' && !sees.has(row.organisation)) return { index, entry, state: 'withheld' };
  if (isSealed) return { index, entry, state: 'sealed', ...inTree };
  const common = { index, entry, state: 'stored', ...inTree } as const;
  if (!withheld.has(entry)) return { ...common, row: rowToWire(row), saltRow: saltRow && toBase64Url(saltRow) };
  const told = { ...common, row: rowToWire({ ...row, outcomeClass: null }) };
  if (saltRow === null) return { ...told, saltRow };
  const salts = rowSaltsFrom(saltRow, suite);
  const resultWithheld = { salt: toBase64Url(salts.row), hiddenClass: hideClass(row, salts.outcomeClass, suite) };
  return { ...told, resultWithheld };
}
