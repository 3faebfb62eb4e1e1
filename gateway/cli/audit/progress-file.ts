/**
 * Where an audit came before it was ended, beside the file of the head. As trustworthy as that file: who may write one may write
 * the other. An audit that asks something else begins anew.
 */
import { readFileSync, rmSync } from 'node:fs';
import { fromBase64, toBase64 } from '@duecheck/core/bytes';
import type { AuditFailure, SavedAudit } from '@duecheck/core/register';
import * as z from 'zod/mini';
import { replaceFile } from '../../replace-file.ts';
import type { RowFailure } from './compare-row.ts';
import type { RowCounts } from './row-comparison.ts';

/** What must be the same for one audit to go on with another. */
export interface AuditQuestion {
  readonly vkey: string;
  /** The signed head that was known. */
  readonly known: string | null;
  readonly rows: boolean;
  readonly since: string | null;
  readonly export: string | null;
}

export interface AuditProgress {
  /** ISO 8601: when the audit began. */
  readonly began: string;
  readonly tree: SavedAudit;
  readonly rows: RowCounts;
}

const count = z.string().check(z.regex(/^\d{1,20}$/));
const hash = z.string();
const hashes = z.array(hash);
const numbered = z.looseObject({ code: z.string() });
const File = z.strictObject({
  v: z.literal(1),
  question: z.strictObject({
    vkey: z.string(),
    known: z.nullable(z.string()),
    rows: z.boolean(),
    since: z.nullable(z.string()),
    export: z.nullable(z.string()),
  }),
  began: z.string(),
  next: count,
  frontier: z.strictObject({ size: count, subtrees: hashes }),
  waiting: z.array(hashes),
  knownRoot: z.nullable(hash),
  failures: z.array(numbered),
  rows: z.strictObject({
    compared: z.int(),
    resultsWithheld: z.int(),
    withheld: z.int(),
    skipped: z.int(),
    sealed: z.int(),
    erased: z.record(z.string(), z.array(z.string())),
    failures: z.array(numbered),
  }),
});

const fileBeside = (headFile: string): string => `${headFile}.progress`;

/** @returns undefined where there is none, or it is of another audit, or cannot be read: then the audit reads everything */
export function readProgress(headFile: string, question: AuditQuestion): AuditProgress | undefined {
  let file: z.infer<typeof File>;
  try {
    file = File.parse(JSON.parse(readFileSync(fileBeside(headFile), 'utf8')));
  } catch {
    return undefined;
  }
  if (JSON.stringify(file.question) !== JSON.stringify(question)) return undefined;
  const { began, next, frontier, waiting, knownRoot, failures, rows } = file;
  return {
    began,
    tree: {
      next: BigInt(next),
      frontier: { size: BigInt(frontier.size), subtrees: frontier.subtrees.map(fromBase64) },
      waiting: waiting.map((roots) => roots.map(fromBase64)),
      knownRoot: knownRoot === null ? undefined : fromBase64(knownRoot),
      failures: failures.map(withBigints) as AuditFailure[],
    },
    rows: { ...rows, failures: rows.failures.map(withBigints) as unknown as RowFailure[] },
  };
}

export function writeProgress(headFile: string, question: AuditQuestion, { began, tree, rows }: AuditProgress): void {
  const { next, frontier, waiting, knownRoot, failures } = tree;
  const file = {
    ...{ v: 1, question, began, next, failures, rows },
    frontier: { size: frontier.size, subtrees: frontier.subtrees.map(toBase64) },
    waiting: waiting.map((roots) => roots.map(toBase64)),
    knownRoot: knownRoot === undefined ? null : toBase64(knownRoot),
  };
  replaceFile(
    fileBeside(headFile),
    JSON.stringify(file, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
}

export const forgetProgress = (headFile: string): void => rmSync(fileBeside(headFile), { force: true });

/** Places and sizes, which JSON holds as digits. */
const BIGINTS = ['entry', 'first', 'last', 'size', 'known', 'index'];

const withBigints = (failure: { readonly [name: string]: unknown }) =>
  Object.fromEntries(
    Object.entries(failure).map(([name, value]) => [
      name,
      BIGINTS.includes(name) && typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value,
    ]),
  );
