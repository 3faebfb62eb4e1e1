/**
 * C2SP tlog-witness: a process outside the log's database that remembers the last head and signs only what extends it.
 * Without one, whoever holds the log's key could rewrite it unseen (DESIGN §4). Storage, keys and clock are handed in.
 */
import { equalBytes, fromBase64, fromUtf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { parseDecimal } from './decimal.ts';
import type { TreeHash } from './merkle-hash.ts';
import { verifyConsistency } from './merkle-verify.ts';
import { formatNote, formatSignatureLine, type NoteSigner, type OpenedNote, openNote, parseNote } from './note.ts';
import type { NoteVerifier } from './note-keys.ts';
import { HASH_BYTES } from './suite.ts';

const MAX_PROOF_LINES = 63;
/** A request of 63 hashes and 16 signatures is far below this; more is not a checkpoint. */
export const MAX_REQUEST_BYTES = 64 * 1024;

export interface WitnessHead {
  readonly size: bigint;
  readonly root: Uint8Array;
  /** The checkpoint under the log's own signatures: what a log that later denies this head can be shown. */
  readonly note: string;
}

export interface WitnessStore {
  read(origin: string): Promise<WitnessHead | undefined>;
  /**
   * Durably replaces the head if it still is `expected`; checking and writing are one atomic step.
   * @returns false if somebody else moved it. Otherwise a late request could roll the head back.
   */
  compareAndSet(origin: string, expected: WitnessHead | undefined, next: WitnessHead): Promise<boolean>;
}

/** By origin: the keys that may sign for that log; undefined for a log that is not known. */
export type KnownLogs = { get(origin: string): readonly NoteVerifier[] | undefined };

export interface WitnessOptions {
  /** Keys that may sign for a log, several during a change of keys. */
  readonly logs: KnownLogs;
  readonly signer: NoteSigner;
  readonly store: WitnessStore;
  readonly tree: TreeHash;
  /** POSIX seconds. */
  readonly now: () => bigint;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

export interface Witness {
  /** The body of POST /add-checkpoint. Never throws for what a client sends. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
}

export function createWitness({ logs, signer, store, tree, now }: WitnessOptions): Witness {
  const accept = async (request: AddCheckpoint): Promise<WitnessAnswer> => {
    const { oldSize, proof, checkpoint, note } = request;
    const verifiers = logs.get(checkpoint.origin);
    if (!verifiers) return refusal(404, 'unknown log');
    let opened: OpenedNote;
    try {
      opened = openNote(note, verifiers);
    } catch {
      return refusal(403, 'not signed by a key of this log');
    }
    if (oldSize > checkpoint.size) return refusal(400, 'old size is above the checkpoint');

    const head = await store.read(checkpoint.origin);
    if (oldSize !== (head?.size ?? 0n)) return conflict(head);
    if (!extendsHead(checkpoint, head, proof, tree))
      return refusal(422, 'the proof does not lead from the last head to this one');
    const { size, root } = checkpoint;
    const next = { size, root, note: formatNote(opened.text, opened.verified) };
    if (!(await store.compareAndSet(checkpoint.origin, head, next)))
      return conflict(await store.read(checkpoint.origin));
    return {
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: formatSignatureLine(await cosign(request.text, now(), signer)),
    };
  };

  return {
    async addCheckpoint(body) {
      const request = parseAddCheckpoint(body);
      return request ? accept(request) : refusal(400, 'malformed request');
    },
  };
}

/** Builds the body of a request. @param proof empty where the witness has seen nothing yet. */
export function formatAddCheckpoint(oldSize: bigint, proof: readonly string[], signedCheckpoint: string): string {
  return `old ${oldSize}\n${proof.map((hash) => `${hash}\n`).join('')}\n${signedCheckpoint}`;
}

function extendsHead(
  checkpoint: Checkpoint,
  head: WitnessHead | undefined,
  proof: readonly Uint8Array[],
  tree: TreeHash,
): boolean {
  if (!head || head.size === 0n)
    return proof.length === 0 && (checkpoint.size > 0n || equalBytes(checkpoint.root, tree.empty));
  return verifyConsistency(
    { oldSize: head.size, newSize: checkpoint.size, oldRoot: head.root, newRoot: checkpoint.root, proof },
    tree,
  );
}

interface AddCheckpoint {
  readonly oldSize: bigint;
  readonly proof: readonly Uint8Array[];
  readonly note: Uint8Array;
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

function parseAddCheckpoint(body: Uint8Array): AddCheckpoint | undefined {
  if (body.length > MAX_REQUEST_BYTES) return undefined;
  try {
    const split = indexOfBlankLine(body);
    const [old, ...hashes] = fromUtf8(body.subarray(0, split)).split('\n');
    const oldSize = old?.startsWith('old ') ? parseDecimal(old.slice('old '.length)) : undefined;
    const proof = hashes.map(fromBase64);
    if (oldSize === undefined || proof.length > MAX_PROOF_LINES || proof.some((hash) => hash.length !== HASH_BYTES))
      return undefined;
    const note = body.subarray(split + 2);
    const { text } = parseNote(note);
    return { oldSize, proof, note, text, checkpoint: parseCheckpoint(text) };
  } catch {
    return undefined;
  }
}

function indexOfBlankLine(body: Uint8Array): number {
  for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) if (body[at + 1] === 10) return at;
  throw new DuecheckError('malformed', 'no blank line');
}

const refusal = (status: 400 | 403 | 404 | 422, why: string): WitnessAnswer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${why}\n`,
});

const conflict = (head: WitnessHead | undefined): WitnessAnswer => ({
  status: 409,
  contentType: 'text/x.tlog.size',
  body: `${head?.size ?? 0n}\n`,
});
