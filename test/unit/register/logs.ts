/** A log in memory: what a store would serve, for tests. */
import { toBase64 } from '@duecheck/core/bytes';
import {
  EMPTY_EDGE,
  type FetchTile,
  formatCheckpoint,
  formatVkey,
  type Growth,
  grow,
  NOTE_COSIGNATURE,
  NOTE_ED25519,
  type NoteSigner,
  noteKeyId,
  noteVerifier,
  signNote,
  treeHash,
} from '@duecheck/core/register';
import { intl1, publicKeyOf } from '../../../gateway/keys/suite-intl-1.ts';

export const tree = treeHash(intl1.hash);
export const ORIGIN = 'register.example/2026/1';

export const leafOf = (i: number): Uint8Array => Buffer.from(`entry ${i}`);
export const leavesOf = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, i) => leafOf(from + i));

export interface MemoryLog extends Growth {
  readonly store: Map<string, Uint8Array>;
  readonly fetchTile: FetchTile;
}

/** Grows a log through the given sizes. */
export function logOf(sizes: readonly number[], leaf: (i: number) => Uint8Array = leafOf): MemoryLog {
  const store = new Map<string, Uint8Array>();
  let growth: Growth = { edge: EMPTY_EDGE, root: tree.empty, files: [] };
  let size = 0;
  for (const next of sizes) {
    const leaves = Array.from({ length: next - size }, (_, i) => leaf(size + i));
    growth = grow(growth.edge, leaves, tree);
    for (const { path, bytes } of growth.files) store.set(path, bytes);
    size = next;
  }
  return { ...growth, store, fetchTile: async (path) => store.get(path) };
}

export function signerFor(name: string, fill: number, type: number = NOTE_ED25519) {
  const seed = new Uint8Array(32).fill(fill);
  const publicKey = publicKeyOf(seed);
  const id = noteKeyId(name, type, publicKey, intl1);
  const signer: NoteSigner = { name, id, sign: (message) => intl1.sign(seed, message) };
  const vkey = formatVkey({ name, id, type, publicKey });
  return { signer, vkey, verifier: noteVerifier(vkey, intl1) };
}

export const LOG_KEY = signerFor(ORIGIN, 1);
export const WITNESS_KEY = signerFor('witness.example', 2, NOTE_COSIGNATURE);

export const checkpointText = (size: bigint, root: Uint8Array, origin = ORIGIN): string =>
  formatCheckpoint({ origin, size, root, extension: '' });

export const signedHead = async (size: bigint, root: Uint8Array): Promise<Uint8Array> =>
  Buffer.from(await signNote(checkpointText(size, root), [LOG_KEY.signer]));

export const base64 = (hashes: readonly Uint8Array[]): string[] => hashes.map(toBase64);
