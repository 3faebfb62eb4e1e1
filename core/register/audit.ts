/**
 * Verifies a whole log: its signed checkpoint, every entry against its tile, every tile against the one above, the root,
 * and that it extends the head that the auditor saw last. Says nothing about rows; `verifyRow` does.
 */

import { auditPlan } from './audit-plan.ts';
import {
  type AuditFailure,
  createTreeAudit,
  type KnownHead,
  type OnEntry,
  type SavedTreeAudit,
  type TreeAudit,
} from './audit-tree.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import type { TreeHash } from './merkle-hash.ts';
import type { NoteVerifier } from './note-keys.ts';
import { type FetchTile, fetchTileOrFull } from './tile-fetch.ts';

/** Tiles in flight: enough to hide a round trip, few enough to keep memory at some megabytes. */
const LOOK_AHEAD = 32;

export interface AuditOptions {
  /** The signed note as the log serves it. */
  readonly checkpoint: Uint8Array;
  readonly log: NoteVerifier;
  readonly witnesses?: readonly NoteVerifier[];
  /** The last head that this auditor saw. Without one a re-signed rewrite cannot be seen. */
  readonly known?: KnownHead | undefined;
  readonly fetchTile: FetchTile;
  readonly tree: TreeHash;
  readonly onEntry?: OnEntry;
  /** Called with the number of entries verified so far, once a bundle. */
  readonly onProgress?: (entries: bigint) => void;
  /** An audit that was ended: this one goes on from there. */
  readonly saved?: SavedAudit | undefined;
  /** Between two bundles; `save` is cheap, and what it gives is no bigger than the edge of the tree. */
  readonly onSavePoint?: (save: () => SavedAudit) => void | Promise<void>;
}

export interface SavedAudit extends SavedTreeAudit {
  /** Entries read: the first that was not. */
  readonly next: bigint;
}

export type AuditReport =
  | { readonly status: 'verified'; readonly checkpoint: OpenedCheckpoint }
  | { readonly status: 'failed'; readonly checkpoint: OpenedCheckpoint; readonly failures: readonly AuditFailure[] };

/**
 * @returns every failure found, each naming the entry or the range of entries.
 * @throws DuecheckError as `openCheckpoint`, for a checkpoint that is not the log's; whatever `fetchTile` rejects with.
 */
export async function auditLog(options: AuditOptions): Promise<AuditReport> {
  const checkpoint = openCheckpoint(options.checkpoint, options.log, options.witnesses);
  const read = options.saved && { origin: checkpoint.origin, size: options.saved.next };
  const refused = compareHeads(checkpoint, options.known) ?? compareHeads(checkpoint, read);
  if (refused) return { status: 'failed', checkpoint, failures: [refused] };
  const { known, tree, onEntry, saved } = options;
  const audit = createTreeAudit({ ...checkpoint, known, tree, onEntry, saved });
  await feed(audit, checkpoint.size, options);
  const failures = audit.finish();
  return failures.length === 0 ? { status: 'verified', checkpoint } : { status: 'failed', checkpoint, failures };
}

/** What the two heads alone say, before a tile is read. */
export function compareHeads(
  head: { origin: string; size: bigint },
  known: Pick<KnownHead, 'origin' | 'size'> | undefined,
): AuditFailure | undefined {
  if (!known) return undefined;
  if (known.origin !== head.origin) return { code: 'wrong-origin' };
  return known.size > head.size ? { code: 'rollback', size: head.size, known: known.size } : undefined;
}

async function feed(audit: TreeAudit, size: bigint, options: AuditOptions): Promise<void> {
  const { fetchTile, onProgress, onSavePoint, saved } = options;
  let entries = saved?.next ?? 0n;
  const plan = auditPlan(size, entries);
  const inFlight = [];
  for (;;) {
    while (inFlight.length < LOOK_AHEAD) {
      const { value: tile } = plan.next();
      if (!tile) break;
      const bytes = fetchTileOrFull(tile, fetchTile);
      // A later one may fail while an earlier one is awaited; it is reported when its turn comes.
      bytes.catch(() => undefined);
      inFlight.push({ tile, bytes });
    }
    const next = inFlight.shift();
    if (!next) return;
    if (next.tile.level === 0 && entries > 0n) await onSavePoint?.(() => ({ ...audit.save(), next: entries }));
    audit.take(next.tile, await next.bytes);
    if (next.tile.level === 'entries') {
      entries += BigInt(next.tile.width);
      onProgress?.(entries);
    }
  }
}
