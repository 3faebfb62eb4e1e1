/**
 * A proof bundle and the file that it proves, verified offline: the head under a key that the auditor has from elsewhere, each leaf
 * under the head, each row under its leaf, and the file line by line beside the rows. A digest alone would prove nothing: whoever
 * changes the file changes the bundle too.
 */
import { createHash } from 'node:crypto';
import { equalBytes, fromBase64Url, toBase64, utf8 } from '@duecheck/core/bytes';
import type { ProofBundle } from '@duecheck/core/contract';
import {
  entryTime,
  type KnownHead,
  type Leaf,
  type NoteVerifier,
  openCheckpoint,
  parseLeaf,
  type Suite,
  type TreeHash,
  verifyInclusion,
  verifyOpening,
} from '@duecheck/core/register';
import type { BundleFailure, BundleReport, BundleWarning } from './bundle-report.ts';
import { readCosigned } from './cosigned-note.ts';
import type { ExportLine } from './export-lines.ts';
import { columnThatDiffers, provenEntry } from './proven-entry.ts';

export interface BundleCheck {
  readonly bundle: ProofBundle;
  readonly file: Uint8Array;
  /** undefined: it is no file of ours. */
  readonly lines: readonly ExportLine[] | undefined;
  readonly log: NoteVerifier;
  readonly witnesses: { readonly verifiers: readonly NoteVerifier[]; readonly quorum: number };
  /** A head that was seen before; proofs between heads take a log to ask. */
  readonly known: KnownHead | undefined;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly now: number;
}

type Entry = ProofBundle['entries'][number];
type Found = Omit<BundleReport, 'status' | 'key' | 'name' | 'witnesses'> & {
  readonly witnesses: Omit<BundleReport['witnesses'], 'key'>;
};

/** @throws DuecheckError as `openCheckpoint`: then it is no head of that log, and nothing under it is proven */
export function checkBundle(check: BundleCheck): Found {
  const { bundle, file, lines, log, known, witnesses } = check;
  const note = utf8(bundle.checkpoint);
  const head = openCheckpoint(note, log);
  const failures: BundleFailure[] = [];
  const warnings: BundleWarning[] = [];

  if (known !== undefined && known.size === head.size && !equalBytes(known.root, head.root))
    failures.push({ code: 'fork', size: head.size });
  if (createHash('sha256').update(file).digest('hex') !== bundle.file.sha256) failures.push({ code: 'file-altered' });
  if (lines === undefined) failures.push({ code: 'file-unreadable' });
  else if (lines.length !== bundle.entries.length)
    failures.push({ code: 'lines-differ', lines: lines.length, entries: bundle.entries.length });

  const leaves = bundle.entries.map(leafOf);
  const newest = bundle.entries.reduce<number | null>((latest, { inclusion }, at) => {
    const leaf = leaves[at];
    return inclusion === null || leaf === undefined ? latest : Math.max(latest ?? 0, entryTime(leaf.parsed.id));
  }, null);
  const { cosigned, silent, faults } = readCosigned(note, witnesses.verifiers, { now: check.now, newest });
  for (const fault of faults) (fault.code === 'cosignature-bad' ? failures : warnings).push(fault as never);
  for (const witness of silent) warnings.push({ code: 'witness-silent', witness });
  if (cosigned.length < witnesses.quorum)
    failures.push({ code: 'quorum-missing', valid: cosigned.length, needed: witnesses.quorum });

  const counts = { entries: bundle.entries.length, included: 0, opened: 0, lines: 0 };
  bundle.entries.forEach((entry, at) => {
    const { id } = entry;
    const leaf = leaves[at];
    if (leaf === undefined || leaf.parsed.id !== id) {
      failures.push({ code: 'leaf-malformed', id });
      return;
    }
    if (entry.inclusion === null) warnings.push({ code: 'not-placed', id });
    else if (isIncluded(entry.inclusion, leaf.bytes, head, check.tree)) counts.included += 1;
    else failures.push({ code: 'not-included', id, index: entry.inclusion.index });
    if (entry.opening === null) warnings.push({ code: 'not-opened', id });
    else if (isOpened(entry.opening, leaf.parsed, check.suite)) counts.opened += 1;
    else failures.push({ code: 'row-altered', id });
    const proven = provenEntry(entry, head.origin);
    const line = lines?.[at];
    if (proven === undefined || line === undefined) return;
    const column = columnThatDiffers(line, proven);
    if (column === undefined) counts.lines += 1;
    else failures.push({ code: 'line-differs', id, line: at + 1, column });
  });
  return {
    ...{ origin: head.origin, size: head.size, root: toBase64(head.root), ...counts, failures, warnings },
    witnesses: { cosigned, of: witnesses.verifiers.length, quorum: witnesses.quorum },
  };
}

function leafOf({ leaf }: Entry): { readonly bytes: Uint8Array; readonly parsed: Leaf } | undefined {
  try {
    const bytes = fromBase64Url(leaf);
    return { bytes, parsed: parseLeaf(bytes) };
  } catch {
    return undefined;
  }
}

function isIncluded(
  { index, hashes }: NonNullable<Entry['inclusion']>,
  leaf: Uint8Array,
  { size, root }: { readonly size: bigint; readonly root: Uint8Array },
  tree: TreeHash,
): boolean {
  try {
    const proof = hashes.map(fromBase64Url);
    return verifyInclusion({ index: BigInt(index), size, root, leafHash: tree.leaf(leaf), proof }, tree);
  } catch {
    return false;
  }
}

function isOpened(opening: NonNullable<Entry['opening']>, leaf: Leaf, suite: Suite): boolean {
  try {
    return verifyOpening(opening, leaf, suite);
  } catch {
    return false;
  }
}
