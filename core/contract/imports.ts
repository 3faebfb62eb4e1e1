/** Files of the offices, handed in over HTTP: `POST /v1/imports` and what became of it. No route here returns a record. */
import * as z from 'zod/mini';
import { idSchema } from './ids.ts';
import { Instant, numberFromText, Slug, textUpTo } from './shared.ts';

/**
 * `resumable`: the gateway that had the file is gone with it; the same file sent again goes on where it stopped.
 */
export const IMPORT_STATES = ['running', 'resumable', 'done', 'failed'] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/** `column=value`: what holds for every row whose own column is silent. */
const Statement = textUpTo(600).check(z.regex(/^[^=]+=/));

/** POST /v1/imports?…, with the file as its body: CSV, XLSX or NDJSON. */
export const ImportQuery = z.strictObject({
  /** Record type of the data catalogue. */
  type: Slug,
  /** May be given several times. */
  set: z.optional(z.union([Statement, z.array(Statement)])),
  /** In whose name, where the caller keeps more than one credit office. */
  organisation: z.optional(Slug),
  /** Public key of the importer's, X25519 or P-256, as JWK: the text of refused rows is kept under it, or not at all. */
  rejectsKey: z.optional(textUpTo(2000)),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

export const ImportAnswer = z.strictObject({
  importId: idSchema('imp'),
  type: Slug,
  organisation: Slug,
  state: ImportState,
  /** Why it failed: a code. */
  failure: z.nullable(z.string()),
  startedAt: Instant,
  endedAt: z.nullable(Instant),
  bytes: z.int(),
  /** How far it has read, as far as its gateway has told. */
  bytesRead: z.int(),
  /** `taken + refused + repeated + changed`, so far. */
  rows: z.int(),
  taken: z.int(),
  refused: z.int(),
  /** Known already, and nothing newer in them. */
  repeated: z.int(),
  /** Known records that were corrected, removed or ended. */
  changed: z.int(),
  /** Refused rows by code. */
  reasons: z.record(z.string(), z.int()),
  /** Headers that the deny list dropped, and those that the data catalogue does not know; once it is done. */
  columns: z.nullable(z.strictObject({ denied: z.array(z.string()), unknown: z.array(z.string()) })),
  mine: z.boolean(),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** GET /v1/imports: of the caller's offices, the newest first. */
export const ImportsAnswer = z.strictObject({ imports: z.array(ImportAnswer) });

/** GET /v1/imports/{id}/rejects?after&limit: in the file's order. */
export const RejectsQuery = z.strictObject({
  after: z._default(numberFromText(9_999_999), 0),
  limit: z._default(numberFromText(1000), 200),
});

/**
 * Line, code and headers; never what the row says. `row` and `key`: compact JWEs, the row's text under a key of the run and
 * that key under the importer's; both null without one, and after thirty days.
 */
export const RejectsAnswer = z.strictObject({
  rejects: z.array(
    z.strictObject({
      n: z.int(),
      line: z.int(),
      code: z.string(),
      columns: z.array(z.string()),
      row: z.nullable(z.string()),
      key: z.nullable(z.string()),
    }),
  ),
  next: z.nullable(z.int()),
});
export type RejectsAnswer = z.infer<typeof RejectsAnswer>;
