/**
 * What witnesses say of the head under audit. A gateway serves its newest head at once and the cosigned one a moment later:
 * the audit waits for a cosigned head that is as new, and proves that one extends the other.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { utf8 } from '@duecheck/core/bytes';
import {
  type CountedWitnesses,
  countedVerifiers,
  type FetchTile,
  isOneHistory,
  type NoteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  openNote,
  type TreeHash,
} from '@duecheck/core/register';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { GatewayLog } from './gateway-log.ts';

/** A round of a gateway takes a second, and longer where one of its witnesses sleeps. */
const WAIT_MS = 15_000;
const LOOK_MS = 500;

export type WitnessFailure =
  /** Nothing is served that enough witnesses cosigned. */
  | { readonly code: 'quorum-missing'; readonly valid: number; readonly needed: number }
  /** The entries from there on are under no head that enough witnesses cosigned. */
  | { readonly code: 'quorum-behind'; readonly first: bigint; readonly last: bigint }
  /** A line of a known witness that does not verify. */
  | { readonly code: 'cosignature-bad'; readonly witness: string }
  /** The cosigned head and the head under audit are of two histories. */
  | { readonly code: 'cosigned-fork'; readonly size: bigint };

export interface WitnessReport {
  readonly quorum: number;
  /** How many witnesses the quorum is of. */
  readonly of: number;
  /** Names of those whose cosignature of the newest cosigned head verified. */
  readonly cosigned: readonly string[];
  /** Entries under that head; null where none is served. */
  readonly size: bigint | null;
  readonly failures: readonly WitnessFailure[];
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
}

/** @throws DuecheckError as `countedVerifiers`, and as `openCheckpoint` for a cosigned head that is not the log's */
export async function checkWitnesses(check: WitnessCheck): Promise<WitnessReport> {
  const { counted, log, head, waitMs = WAIT_MS } = check;
  const verifiers = countedVerifiers(counted, log, intl1);
  const { quorum } = counted;
  const until = Date.now() + waitMs;
  for (;;) {
    const found = await look(check, verifiers);
    const covers = found !== undefined && found.cosigned.length >= quorum && found.size >= head.size;
    // A line that does not verify will not get better.
    const settled = covers || (found?.failures.length ?? 0) > 0;
    if (settled || Date.now() >= until) return report(check, found);
    await delay(LOOK_MS);
  }
}

interface Found {
  readonly cosigned: readonly string[];
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly failures: readonly WitnessFailure[];
}

async function look({ gateway, log }: WitnessCheck, verifiers: readonly NoteVerifier[]): Promise<Found | undefined> {
  const served = await gateway.textIfAny('cosigned');
  if (served === undefined) return undefined;
  const note = utf8(served);
  const { size, root } = openCheckpoint(note, log);
  const failures: WitnessFailure[] = [];
  // One by one: a line that does not verify must not hide the others.
  const cosigned = verifiers.filter((verifier) => {
    const says = saysOf(note, verifier);
    if (says === 'bad') failures.push({ code: 'cosignature-bad', witness: verifier.name });
    return says === 'cosigned';
  });
  return { size, root, failures, cosigned: cosigned.map(({ name }) => name) };
}

function saysOf(note: Uint8Array, witness: NoteVerifier): 'cosigned' | 'nothing' | 'bad' {
  try {
    openNote(note, [witness]);
    return 'cosigned';
  } catch (error) {
    return (error as { code?: string }).code === 'unverified' ? 'nothing' : 'bad';
  }
}

async function report(check: WitnessCheck, found: Found | undefined): Promise<WitnessReport> {
  const { counted, head, fetchTile, tree } = check;
  const { quorum, vkeys } = counted;
  const failures: WitnessFailure[] = [...(found?.failures ?? [])];
  const valid = found?.cosigned.length ?? 0;
  if (found === undefined || valid < quorum) failures.push({ code: 'quorum-missing', valid, needed: quorum });
  else if (found.size < head.size) failures.push({ code: 'quorum-behind', first: found.size, last: head.size - 1n });
  if (found !== undefined && !(await isOneHistory(head, found, { fetchTile, tree })))
    failures.push({ code: 'cosigned-fork', size: found.size });
  return { quorum, of: vkeys.length, cosigned: found?.cosigned ?? [], size: found?.size ?? null, failures };
}
