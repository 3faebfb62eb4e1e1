/**
 * What an auditor remembers between two audits: the log's key and the last head. Without it a log that was rewritten and
 * signed anew looks as good as the old one, so it belongs on the auditor's own machine.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import * as z from 'zod/mini';

const AuditState = z.strictObject({
  v: z.literal(1),
  /** C2SP verifier key, pinned. */
  vkey: z.string(),
  /** The last checkpoint that verified, whole and signed. */
  checkpoint: z.string(),
  /** Whose cosignatures counted, pinned: a gateway that names fewer later is not believed. */
  witnesses: z.optional(
    z.strictObject({ vkeys: z.readonly(z.array(z.string())), quorum: z.int().check(z.positive()) }),
  ),
});
export type AuditState = z.infer<typeof AuditState>;

/** @returns undefined where there is none yet. @throws DuecheckError `state-unreadable` */
export function readState(path: string): AuditState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return AuditState.parse(JSON.parse(text));
  } catch (cause) {
    throw new DuecheckError('state-unreadable', `${path}: not the state of an audit; nothing was compared`, { cause });
  }
}

export function writeState(path: string, state: AuditState): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
