/** C2SP tlog-proof: one text that proves offline that an entry is in the log. The person may keep it with the notice. */
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { parseDecimal } from './decimal.ts';
import type { TreeHash } from './merkle-hash.ts';
import { verifyInclusion } from './merkle-verify.ts';
import type { NoteVerifier } from './note-keys.ts';
import { HASH_BYTES } from './suite.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A path in a tree of at most 2^64 leaves. */
const MAX_HASHES = 64;

export interface TlogProof {
  readonly index: bigint;
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, whole. */
  readonly checkpoint: string;
  /** Carried along, not authenticated. */
  readonly extra?: Uint8Array;
}

export type ProofCode = 'bad-proof' | 'not-included';

export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...hashes.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** @throws DuecheckError `bad-proof` */
export function parseProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split < 0) throw bad('no checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== HEADER) throw bad('not a tlog-proof');
  const extra = lines[0]?.startsWith('extra ') ? decode((lines.shift() as string).slice('extra '.length)) : undefined;
  const line = lines.shift() ?? '';
  const index = line.startsWith('index ') ? parseDecimal(line.slice('index '.length)) : undefined;
  if (index === undefined) throw bad('no index');
  if (lines.length > MAX_HASHES) throw bad('too many hashes');
  const hashes = lines.map(decode);
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw bad('a hash has the wrong length');
  return { index, hashes, checkpoint: text.slice(split + 2), ...(extra && { extra }) };
}

export interface ProofKeys {
  readonly log: NoteVerifier;
  readonly witnesses?: readonly NoteVerifier[];
  readonly tree: TreeHash;
}

/**
 * Verifies that the entry with this leaf hash is in the log.
 * @returns the checkpoint that it is in.
 * @throws DuecheckError as `parseProof` and `openCheckpoint`; `not-included`
 */
export function verifyProof(text: string, leafHash: Uint8Array, { log, witnesses, tree }: ProofKeys): OpenedCheckpoint {
  const proof = parseProof(text);
  const checkpoint = openCheckpoint(utf8(proof.checkpoint), log, witnesses);
  if (
    !verifyInclusion(
      { index: proof.index, size: checkpoint.size, leafHash, proof: proof.hashes, root: checkpoint.root },
      tree,
    )
  )
    throw new DuecheckError<ProofCode>('not-included', `the proof does not place this entry at index ${proof.index}`);
  return checkpoint;
}

function decode(line: string): Uint8Array {
  try {
    return fromBase64(line);
  } catch (cause) {
    throw bad('not base64', cause);
  }
}

const bad = (why: string, cause?: unknown) =>
  new DuecheckError<ProofCode>('bad-proof', `tlog-proof: ${why}`, { cause });
