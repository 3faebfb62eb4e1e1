/**
 * Our own functions under the names of `shared/vectors/run.mjs`. Only shapes are adapted here (decimal strings, Buffers,
 * the runner's field names); nothing is decided.
 */
import { loadCatalogue as loadFiles } from '@duecheck/catalogue';
import { indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import * as register from '@duecheck/core/register';
import { intl1, publicKeyOf, signEd25519 } from '../../gateway/keys/suite-intl-1.ts';

export { assess } from '@duecheck/core/assess';
export { whatIsDue } from '@duecheck/core/catalogue';
export { normaliseName, parseIdentity, sameName } from '@duecheck/core/subject';

/** The shipped lists, parsed, cross-checked and indexed: what `whatIsDue` and `assess` take as `catalogue`. */
export function loadCatalogue(dir) {
  const parsed = parseCatalogue(loadFiles(dir).value);
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ row, code, message }) => `${row}: ${code} ${message}`).join('\n'));
  return indexCatalogue(parsed.catalogue);
}

const tree = register.treeHash(intl1.hash);
const buffers = (list) => list.map((bytes) => Buffer.from(bytes));

// RFC 6962
export const emptyRoot = () => Buffer.from(tree.empty);
export const hashLeaf = (data) => Buffer.from(tree.leaf(data));
export const hashChildren = (left, right) => Buffer.from(tree.node(left, right));
export const rootFromLeafHashes = (hashes) => Buffer.from(register.rootFromLeafHashes(hashes, tree));
export const proveInclusion = (hashes, index, size) => buffers(register.proveInclusion(hashes, index, size, tree));
export const proveConsistency = (hashes, from, to) => buffers(register.proveConsistency(hashes, from, to, tree));
export const verifyInclusion = ({ leafIndex: index, treeSize: size, ...rest }) =>
  register.verifyInclusion({ index, size, ...rest }, tree);
export const verifyConsistency = ({ size1: oldSize, size2: newSize, root1: oldRoot, root2: newRoot, proof }) =>
  register.verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }, tree);

// C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof
export const parseVkey = (vkey) => register.parseVkey(vkey, intl1);
export const openNote = (bytes, vkeys) =>
  register.openNote(
    bytes,
    vkeys.map((vkey) => register.noteVerifier(vkey, intl1)),
  );
export function signNote(text, skey) {
  const { name, id, seed } = register.parseSkey(skey);
  return register.formatNote(text, [{ name, id, signature: signEd25519(seed, Buffer.from(text)) }]);
}
export function parseCheckpoint(text) {
  const checkpoint = register.parseCheckpoint(text);
  return { ...checkpoint, root: Buffer.from(checkpoint.root) };
}
export const cosignatureTimestamp = (line) => Number(register.cosignatureTimeOfLine(line));
export const formatProof = ({ index, hashes, checkpoint, extra }) =>
  register.formatProof({
    index: BigInt(index),
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint,
    ...(extra && { extra: Buffer.from(extra, 'base64') }),
  });
export const parseProof = register.parseProof;

// C2SP tlog-tiles
const wide = (width) => width || register.TILE_WIDTH;
export const tilePath = (level, index, width) => register.tilePath({ level, index: BigInt(index), width: wide(width) });
export const entriesPath = (index, width) =>
  register.tilePath({ level: 'entries', index: BigInt(index), width: wide(width) });
export const entriesPathForLogIndex = (entry, size) =>
  register.tilePath(register.bundleOf(BigInt(entry), BigInt(size)));
export function parseTilePath(level, rest) {
  const { width, ...tile } = register.parseTilePath(`tile/${level}/${rest}`);
  return { ...tile, p: width === register.TILE_WIDTH ? 0 : width };
}
export function tileSet(size) {
  const levels = register.tileSet(BigInt(size));
  const present = (count) => Object.fromEntries(levels.map((l) => [l.level, count(l)]).filter(([, n]) => n > 0));
  return { full: present((l) => Number(l.full)), partial: present((l) => l.partial) };
}
export const parseBundle = (bytes) => buffers(register.parseBundle(bytes));

// RFC 8785, RFC 8032
export const canonicalize = register.canonicalize;
export const ed25519Verify = intl1.verify;

// C2SP tlog-witness
const WITNESS_SEED = new Uint8Array(32).fill(7);
const WITNESS_NAME = 'witness.example.org';
export function makeWitness({ logs }) {
  const heads = new Map();
  const id = register.noteKeyId(WITNESS_NAME, register.NOTE_COSIGNATURE, publicKeyOf(WITNESS_SEED), intl1);
  return register.createWitness({
    logs: new Map(logs.map(({ origin, vkey }) => [origin, [register.noteVerifier(vkey, intl1)]])),
    signer: { name: WITNESS_NAME, id, sign: (message) => intl1.sign(WITNESS_SEED, message) },
    store: {
      read: async (origin) => heads.get(origin),
      async compareAndSet(origin, expected, next) {
        if (heads.get(origin) !== expected) return false;
        heads.set(origin, next);
        return true;
      },
    },
    tree,
    now: () => BigInt(Math.floor(Date.now() / 1000)),
  });
}

/** The runner wants the answer at once, so the pure part of the audit is fed here rather than through `auditLog`. */
export function auditLog({ vkey, known, files }) {
  const log = register.noteVerifier(vkey, intl1);
  let checkpoint;
  try {
    checkpoint = register.openCheckpoint(files.checkpoint, log);
  } catch (error) {
    return error.code;
  }
  const head = known ? register.openCheckpoint(known, log) : undefined;
  const refused = register.compareHeads(checkpoint, head);
  if (refused) return refused.code;
  const audit = register.createTreeAudit({ ...checkpoint, known: head, tree });
  for (const tile of register.auditPlan(checkpoint.size))
    audit.take(tile, tile.level === 'entries' ? files.entries : files.tile);
  return audit.finish()[0]?.code ?? 'ok';
}
