/**
 * What witnesses say of the head under audit. A gateway serves its newest head at once and the cosigned one a moment later:
 * the audit waits for a cosigned head that is as new, and proves that one extends the other.
 *
 * A witness that sleeps fails no audit: the quorum decides, and where the quorum sleeps, how long entries have gone without it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { utf8 } from '@duecheck/core/bytes';
import {
  type FetchTile,
  type NoteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  type TreeHash,
} from '@duecheck/core/register';
import { type CosignatureFault, type CosignedNote, readCosigned } from './cosigned-note.ts';
import { entryTimeAt } from './entry-time.ts';
import type { GatewayLog } from './gateway-log.ts';
import { isOneLog } from './one-log.ts';
import { type CountedWitnesses, countedVerifiers } from './witness-list.ts';

/** A round of a gateway takes a second, and longer where one of its witnesses sleeps. */
const WAIT_MS = 15_000;
const LOOK_MS = 500;
/** Entries may go without a quorum for a night, which a person mends in the morning. */
export const MOST_LAG_MS = 24 * 60 * 60_000;

/** No head as new has a quorum; the first of these entries was made at `since`, null where its leaf says none. */
interface QuorumBehind {
  readonly code: 'quorum-behind';
  readonly first: bigint;
  readonly last: bigint;
  /** ISO 8601 */
  readonly since: string | null;
}

export type WitnessFailure =
  /** Nothing is served that enough witnesses cosigned. */
  | { readonly code: 'quorum-missing'; readonly valid: number; readonly needed: number }
  /** For longer than the policy allows. */
  | QuorumBehind
  | Extract<CosignatureFault, { code: 'cosignature-bad' }>
  /** The cosigned head and the head under audit are of two histories. */
  | { readonly code: 'cosigned-fork'; readonly size: bigint };

/** Told, and no reason to fail. */
export type WitnessWarning =
  | { readonly code: 'witness-silent'; readonly witness: string }
  | Extract<CosignatureFault, { code: 'cosignature-time' }>
  | QuorumBehind;

export interface WitnessReport {
  readonly quorum: number;
  /** How many witnesses the quorum is of. */
  readonly of: number;
  /** Names of those whose cosignature of the newest cosigned head counts. */
  readonly cosigned: readonly string[];
  /** Entries under that head; null where none is served. */
  readonly size: bigint | null;
  readonly failures: readonly WitnessFailure[];
  readonly warnings: readonly WitnessWarning[];
}

export interface WitnessCheck {
  readonly gateway: Pick<GatewayLog, 'textIfAny'>;
  readonly counted: CountedWitnesses;
  readonly log: NoteVerifier;
  /** Under audit. */
  readonly head: Pick<OpenedCheckpoint, 'size' | 'root'>;
  readonly fetchTile: FetchTile;
  readonly tree: TreeHash;
  readonly waitMs?: number | undefined;
  readonly lagMs?: number | undefined;
  readonly now: () => number;
}

/** @throws DuecheckError as `countedVerifiers`, and as `openCheckpoint` for a cosigned head that is not the log's */
export async function checkWitnesses(check: WitnessCheck): Promise<WitnessReport> {
  const { counted, log, head, waitMs = WAIT_MS } = check;
  const verifiers = countedVerifiers(counted, log);
  const until = Date.now() + waitMs;
  for (;;) {
    const found = await look(check, verifiers);
    const covers = found !== undefined && found.cosigned.length >= counted.quorum && found.size >= head.size;
    // A line that does not verify will not get better.
    const settled = covers || (found?.faults.length ?? 0) > 0;
    if (settled || Date.now() >= until) return report(check, found);
    await delay(LOOK_MS);
  }
}

interface Found extends CosignedNote {
  readonly size: bigint;
  readonly root: Uint8Array;
}

async function look(
  { gateway, log, fetchTile, now }: WitnessCheck,
  verifiers: readonly NoteVerifier[],
): Promise<Found | undefined> {
  const served = await gateway.textIfAny('cosigned');
  if (served === undefined) return undefined;
  const note = utf8(served);
  const { size, root } = openCheckpoint(note, log);
  const newest = size === 0n ? null : await entryTimeAt(size - 1n, size, fetchTile);
  return { size, root, ...readCosigned(note, verifiers, { now: now(), newest }) };
}

async function report(check: WitnessCheck, found: Found | undefined): Promise<WitnessReport> {
  const { counted, head } = check;
  const { quorum, vkeys } = counted;
  const failures: WitnessFailure[] = [];
  const warnings: WitnessWarning[] = (found?.silent ?? []).map((witness) => ({ code: 'witness-silent', witness }));
  for (const fault of found?.faults ?? [])
    if (fault.code === 'cosignature-bad') failures.push(fault);
    else warnings.push(fault);
  const valid = found?.cosigned.length ?? 0;
  if (found === undefined || valid < quorum) failures.push({ code: 'quorum-missing', valid, needed: quorum });
  else if (found.size < head.size) {
    const behind = await howFarBehind(check, found.size);
    if (behind.isLong) failures.push(behind.told);
    else warnings.push(behind.told);
  }
  if (found !== undefined && !(await isOneLog(found, head, check)))
    failures.push({ code: 'cosigned-fork', size: found.size });
  const cosigned = (found?.cosigned ?? []).map(({ name }) => name);
  return { quorum, of: vkeys.length, cosigned, size: found?.size ?? null, failures, warnings };
}

async function howFarBehind({ head, fetchTile, lagMs = MOST_LAG_MS, now }: WitnessCheck, first: bigint) {
  const made = await entryTimeAt(first, head.size, fetchTile);
  const since = made === null ? null : new Date(made).toISOString();
  const told: QuorumBehind = { code: 'quorum-behind', first, last: head.size - 1n, since };
  return { told, isLong: made === null || now() - made >= lagMs };
}
