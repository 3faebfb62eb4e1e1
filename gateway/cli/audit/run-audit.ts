/**
 * An audit from outside: nothing is believed but the log's key and the head seen last. The tree is read once, as a
 * stream; with an auditor's token each row is compared with its leaf as the bundle that holds it arrives.
 */
import { toBase64, utf8 } from '@duecheck/core/bytes';
import { auditLog, type FetchTile, noteVerifier, openCheckpoint, treeHash } from '@duecheck/core/register';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { AuditOptions } from './audit-options.ts';
import type { AuditReport } from './audit-report.ts';
import { checkWitnesses } from './check-witnesses.ts';
import { keepingLog, keepNames } from './kept-log.ts';
import { logKey } from './log-key.ts';
import { nameFailure } from './name-failure.ts';
import { openLog } from './open-log.ts';
import { type AuditQuestion, forgetProgress, readProgress, writeProgress } from './progress-file.ts';
import { createRowComparison, NO_ROWS } from './row-comparison.ts';
import { sinceInstant } from './since.ts';
import { readState, writeState } from './state-file.ts';
import { parseWitnessList } from './witness-list.ts';

/** Of a gateway that has no such list. */
const NONE = 'quorum 0\n';
const SAVE_EVERY_MS = 1_000;

/**
 * @throws DuecheckError as `openCheckpoint` for a checkpoint that the log's key did not sign; `AuditCode` where the
 *   gateway does not answer; `state-unreadable`; `setting-wrong` for a day that is none; as `checkWitnesses`
 */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  const { stateFile, token, exportDir, now = Date.now } = options;
  const suite = intl1;
  const tree = treeHash(suite.hash);
  const source = openLog(options);
  const log = exportDir === undefined ? source : keepingLog(source, exportDir);
  const state = stateFile === undefined ? undefined : readState(stateFile);
  if (exportDir !== undefined) await keepNames(log);
  const note = await log.text('checkpoint');
  const { vkey, source: key } = await logKey(options, state, log, note);
  const verifier = noteVerifier(vkey, suite);
  const head = options.knownHead === 'elsewhere' ? undefined : state;
  const known = head && openCheckpoint(utf8(head.checkpoint), noteVerifier(head.vkey, suite));
  const { size } = openCheckpoint(utf8(note), verifier);

  const question: AuditQuestion = {
    ...{ vkey, known: head?.checkpoint ?? null, rows: token !== undefined },
    ...{ since: options.since ?? null, export: exportDir ?? null },
  };
  const before = stateFile === undefined ? undefined : readProgress(stateFile, question);
  const began = before?.began ?? new Date(now()).toISOString();
  const since = options.since === undefined ? undefined : sinceInstant(options.since);
  const world = { suite, tree, log, size: Number(size), since };
  const rows = createRowComparison({ ...world, before: before?.rows ?? NO_ROWS });
  const fetchTile: FetchTile = async (path) => {
    const bytes = log.fetchTile(path);
    if (token !== undefined && path.startsWith('tile/entries/')) await rows.see(path, bytes);
    return bytes;
  };

  let savedAt = now();
  const { status, checkpoint, ...found } = await auditLog({
    ...{ checkpoint: utf8(note), log: verifier, known, fetchTile, tree, saved: before?.tree },
    onProgress: (entries) => options.onProgress?.(entries, size),
    onSavePoint: (save) => {
      if (stateFile === undefined || now() - savedAt < (options.saveEveryMs ?? SAVE_EVERY_MS)) return;
      savedAt = now();
      const at = save();
      writeProgress(stateFile, question, { began, tree: at, rows: rows.upTo(Number(at.next)) });
    },
  });
  const { failures: entries, ...counts } = rows.upTo(Number.POSITIVE_INFINITY);
  const failures = 'failures' in found ? found.failures : [];
  const counted = options.witnesses ?? state?.witnesses ?? parseWitnessList((await log.textIfAny('witnesses')) ?? NONE);
  const witnesses =
    counted.vkeys.length === 0
      ? null
      : await checkWitnesses({
          ...{ gateway: log, counted, log: verifier, head: checkpoint, fetchTile: log.fetchTile, tree, now },
          ...{ waitMs: options.witnessWaitMs, lagMs: options.witnessLagMs },
        });
  const passed = status === 'verified' && entries.length === 0 && (witnesses?.failures.length ?? 0) === 0;
  if (stateFile !== undefined) {
    if (passed) writeState(stateFile, { v: 1, vkey, checkpoint: note, ...(witnesses && { witnesses: counted }) });
    forgetProgress(stateFile);
  }
  return {
    status: passed ? 'verified' : 'failed',
    origin: checkpoint.origin,
    size,
    root: toBase64(checkpoint.root),
    key,
    extends: known?.size ?? null,
    resumed: before ? { at: before.tree.next, began } : null,
    rows: token === undefined ? 'not-asked' : 'compared',
    since: options.since ?? null,
    ...counts,
    witnesses: witnesses && {
      ...witnesses,
      key: options.witnesses !== undefined ? 'given' : state?.witnesses !== undefined ? 'pinned' : 'first-use',
    },
    tree: await Promise.all(failures.map((failure) => nameFailure(failure, size, log.fetchTile))),
    entries: [...entries].sort((a, b) => (a.index < b.index ? -1 : 1)),
  };
}
