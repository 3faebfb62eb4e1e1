/**
 * One entry, verified step by step from what was served, so that somebody who trusts nobody here can follow: the head is signed, it
 * goes on from the one seen before, others stand for it, the entry is under it, and the row beside it is what was committed to.
 */
import { fromBase64Url, utf8 } from '../bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { parseLeaf } from './leaf.ts';
import { type TreeHash, treeHash } from './merkle-hash.ts';
import { verifyInclusion } from './merkle-verify.ts';
import { openNote } from './note.ts';
import type { NoteVerifier } from './note-keys.ts';
import { isOneHistory, type SignedRoot } from './one-history.ts';
import { parseProof, type TlogProof } from './proof.ts';
import { type RowOpening, verifyOpening } from './row-commitment.ts';
import type { Suite } from './suite.ts';
import type { FetchTile } from './tile-fetch.ts';

export interface ServedEntry {
  /** The leaf's bytes in base64url. */
  readonly leaf: string;
  /** A C2SP tlog-proof; null while the entry waits for its place. */
  readonly proof: string | null;
  /** Columns, and digests of the envelopes, under the salt that opens them; null where they are told no more. */
  readonly opening: RowOpening | null;
}

export interface Trusted {
  readonly log: NoteVerifier;
  readonly witnesses: readonly NoteVerifier[];
  readonly quorum: number;
  /** The head seen last; null at a first visit. */
  readonly seen: SignedRoot | null;
  readonly suite: Suite;
  readonly fetchTile: FetchTile;
}

export const ENTRY_STEPS = ['head', 'history', 'witnesses', 'inclusion', 'row'] as const;
export type EntryStepName = (typeof ENTRY_STEPS)[number];

/** `open`: it cannot be said, and nothing speaks against it. `fails`: what was served is not what was signed or committed to. */
export interface EntryStep {
  readonly step: EntryStepName;
  readonly verdict: 'holds' | 'open' | 'fails';
}

export interface CheckedEntry {
  readonly steps: readonly EntryStep[];
  /** The head that the proof goes to; null where there is none, or it is not the log's. */
  readonly head: OpenedCheckpoint | null;
  readonly index: bigint | null;
  /** From the leaf up to the root, each hash joined on the way. */
  readonly path: readonly Uint8Array[];
  readonly leafHash: Uint8Array | null;
  /** Witnesses whose cosignature of that head verified. */
  readonly cosigned: readonly string[];
  /** What the leaf commits to, once the last step holds: what is shown must be this. Its class may stay hidden. */
  readonly row: RowOpening | null;
}

/** Rejects with whatever `fetchTile` rejects with: a log that does not answer is no verdict. */
export async function checkEntry(served: ServedEntry, trusted: Trusted): Promise<CheckedEntry> {
  const tree = treeHash(trusted.suite.hash);
  const leafBytes = bytesOf(served.leaf);
  const leafHash = leafBytes && tree.leaf(leafBytes);
  const proof = served.proof === null ? null : attempt(() => parseProof(served.proof as string));
  const head = proof && attempt(() => openCheckpoint(utf8(proof.checkpoint), trusted.log));
  const cosigned = proof && head ? trusted.witnesses.filter((by) => signs(proof.checkpoint, by)) : [];
  const row = rowOf(served, leafBytes, trusted.suite);
  const waits = served.proof === null;
  const steps: EntryStep[] = [
    { step: 'head', verdict: waits ? 'open' : head ? 'holds' : 'fails' },
    { step: 'history', verdict: head ? await goesOn(head, trusted, tree) : 'open' },
    { step: 'witnesses', verdict: head ? counted(cosigned.length, trusted) : 'open' },
    { step: 'inclusion', verdict: waits || (proof && !head) ? 'open' : included(proof, head, leafHash, tree) },
    { step: 'row', verdict: served.opening === null ? 'open' : row ? 'holds' : 'fails' },
  ];
  return {
    steps,
    head,
    index: proof?.index ?? null,
    path: proof?.hashes ?? [],
    leafHash,
    cosigned: cosigned.map(({ name }) => name),
    row,
  };
}

const goesOn = async (head: SignedRoot, { seen, fetchTile }: Trusted, tree: TreeHash): Promise<EntryStep['verdict']> =>
  seen === null ? 'open' : (await isOneHistory(seen, head, { fetchTile, tree })) ? 'holds' : 'fails';

/** A head without enough of them is not wrong: they may be behind. Whoever holds back a head from them is found by the audit. */
const counted = (cosigned: number, { quorum }: Trusted): EntryStep['verdict'] =>
  quorum > 0 && cosigned >= quorum ? 'holds' : 'open';

function included(
  proof: TlogProof | null,
  head: OpenedCheckpoint | null,
  leafHash: Uint8Array | null,
  tree: TreeHash,
): EntryStep['verdict'] {
  if (!proof || !head || !leafHash) return 'fails';
  const { size, root } = head;
  return verifyInclusion({ index: proof.index, size, root, leafHash, proof: proof.hashes }, tree) ? 'holds' : 'fails';
}

function rowOf({ opening }: ServedEntry, leafBytes: Uint8Array | null, suite: Suite): RowOpening | null {
  if (opening === null || leafBytes === null) return null;
  return attempt(() => (verifyOpening(opening, parseLeaf(leafBytes), suite) ? opening : null));
}

const bytesOf = (text: string): Uint8Array | null => attempt(() => fromBase64Url(text));

const signs = (checkpoint: string, by: NoteVerifier): boolean =>
  attempt(() => openNote(utf8(checkpoint), [by])) !== null;

/** What cannot be read is not what was signed. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
