/** A log as a gateway serves it, in memory, with leaves of the size that ours have. */
import {
  EMPTY_EDGE,
  formatCheckpoint,
  formatVkey,
  grow,
  NOTE_ED25519,
  noteKeyId,
  signNote,
  treeHash,
} from '../../../core/register/index.ts';
import { intl1, publicKeyOf } from '../../../gateway/keys/suite-intl-1.ts';

export const ORIGIN = 'bench.test/register/2026/1';
const AT_ONCE = 4096;
const DIGEST = 'mV0bqZ7c1x0mYp9o3sW2dQ8e5rT6yU1iO4pA7sD9fGA';

/** As long as a real one, byte for byte; what stands in its digests is nobody's business here. @param {number} n */
export function leafText(n) {
  const id = `ent_01a20000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  const fields = ['actor', 'outcome', 'request', 'row', 'subject'].map((name) => `"${name}":"${DIGEST}"`);
  return `{"commitments":{${fields.join(',')}},"id":"${id}","suite":"intl-1","type":"check.result","v":1}`;
}

/** @param {number} size */
export async function memoryLog(size) {
  const tree = treeHash(intl1.hash);
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  let edge = EMPTY_EDGE;
  let root = tree.empty;
  for (let from = 0; from < size; from += AT_ONCE) {
    const leaves = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, i) => Buffer.from(leafText(from + i)));
    const growth = grow(edge, leaves, tree);
    for (const { path, bytes } of growth.files) files.set(path, bytes);
    edge = growth.edge;
    root = growth.root;
  }
  const seed = new Uint8Array(32).fill(7);
  const publicKey = publicKeyOf(seed);
  const id = noteKeyId(ORIGIN, NOTE_ED25519, publicKey, intl1);
  const text = formatCheckpoint({ origin: ORIGIN, size: BigInt(size), root, extension: '' });
  const checkpoint = await signNote(text, [{ name: ORIGIN, id, sign: (message) => intl1.sign(seed, message) }]);
  return { files, checkpoint, vkey: formatVkey({ name: ORIGIN, id, type: NOTE_ED25519, publicKey }) };
}
