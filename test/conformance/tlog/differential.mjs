/**
 * Our tree against Go's, over random trees: roots, inclusion and consistency proofs (out of leaf hashes, and out of tiles) and every
 * tile must be the same bytes, and our verifiers take Go's proofs. The name of each tree holds the seed, so that a difference can be had again:
 * `node test/conformance/tlog/differential.mjs <seed>`.
 */
import { createHash, randomInt } from 'node:crypto';
import {
  EMPTY_EDGE,
  grow,
  proveConsistency,
  proveConsistencyFromTiles,
  proveInclusion,
  proveInclusionFromTiles,
  rootFromLeafHashes,
  tilePath,
  tileSet,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from '@duecheck/core/register';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { runGo, whyNot } from './go.mjs';

const TREES = 10_000;
const MOST_TOLD = 10;
const NAME = 'sumdb tlog, random trees';
const tree = treeHash(intl1.hash);

/** @typedef {{ name: string, size: number, index: number, older: number }} Case */

/** Small numbers that differ a little from a power of two matter most; one tree has tiles above tiles above tiles. @param {number} seed */
function casesOf(seed) {
  const random = mulberry32(seed);
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  return Array.from({ length: TREES }, (_, at) => {
    const size = at === 0 ? 65_536 + below(600) : 1 + below(at % 100 === 0 ? 1200 : at % 10 === 0 ? 270 : 24);
    return { name: `${seed}-${at}`, size, index: below(size), older: 1 + below(size) };
  });
}

/** @param {number} state */
function mulberry32(state) {
  let at = state;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {Case} one @param {string} answer Go's @returns {Promise<string | undefined>} what differs */
async function differenceOf({ name, size, index, older }, answer) {
  const [root, inclusion = '', consistency = '', tiles] = answer.split(' ');
  const leaves = Array.from({ length: size }, (_, i) => Buffer.from(`${name}/${i}`));
  const hashes = leaves.map((leaf) => tree.leaf(leaf));
  const store = new Map();
  // Grown in two steps, as a log is: the second meets an open tile.
  const first = grow(EMPTY_EDGE, leaves.slice(0, older), tree);
  const grown = grow(first.edge, leaves.slice(older), tree);
  for (const { path, bytes } of [...first.files, ...grown.files]) store.set(path, bytes);
  const from = { size: BigInt(size), fetchTile: async (/** @type {string} */ path) => store.get(path), tree };
  const [at, old, all] = [BigInt(index), BigInt(older), BigInt(size)];

  const [oldRoot, newRoot] = [rootFromLeafHashes(hashes.slice(0, older), tree), rootFromLeafHashes(hashes, tree)];
  if (hex(newRoot) !== root || hex(grown.root) !== root) return 'root';
  if (textOf(proveInclusion(hashes, at, all, tree)) !== inclusion) return 'inclusion';
  if (textOf(await proveInclusionFromTiles(from, at)) !== inclusion) return 'inclusion from tiles';
  if (textOf(proveConsistency(hashes, old, all, tree)) !== consistency) return 'consistency';
  if (textOf(await proveConsistencyFromTiles(from, old)) !== consistency) return 'consistency from tiles';
  const leafHash = /** @type {Uint8Array} */ (hashes[index]);
  if (!verifyInclusion({ index: at, size: all, leafHash, proof: proofOf(inclusion), root: newRoot }, tree))
    return 'verification of inclusion';
  const pair = { oldSize: old, newSize: all, oldRoot, newRoot };
  if (!verifyConsistency({ ...pair, proof: proofOf(consistency) }, tree)) return 'verification of consistency';
  return digestOf(size, store) === tiles ? undefined : 'tiles';
}

/** All tiles of the tree, level by level. @param {number} size @param {ReadonlyMap<string, Uint8Array>} store */
function digestOf(size, store) {
  const sum = createHash('sha256');
  const add = (/** @type {import('@duecheck/core/register').TileId} */ tile) => {
    const path = tilePath(tile);
    sum.update(`${path}\n`).update(store.get(path) ?? '');
  };
  for (const { level, full, partial } of tileSet(BigInt(size))) {
    for (let index = 0n; index < full; index++) add({ level, index, width: 256 });
    if (partial > 0) add({ level, index: full, width: partial });
  }
  return sum.digest('hex');
}

const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex');
const textOf = (/** @type {readonly Uint8Array[]} */ proof) => `[${proof.map(hex).join(',')}]`;
const proofOf = (/** @type {string} */ text) =>
  text === '[]'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((hash) => Buffer.from(hash, 'hex'));

/** @param {number} [seed] @returns {Promise<boolean>} whether all agree; where there is no Go, says so and lets it pass */
export async function compareWithGo(seed = randomInt(2 ** 31)) {
  const missing = whyNot();
  if (missing !== undefined) {
    console.log(`SKIP ${NAME}`);
    console.log(`skipped: 1 set, because ${missing}`);
    return true;
  }
  const cases = casesOf(seed);
  const answers = runGo(cases.map(({ name, size, index, older }) => `${name} ${size} ${index} ${older}`));
  let agree = 0;
  for (const [at, one] of cases.entries()) {
    const difference = await differenceOf(one, answers[at] ?? '');
    if (difference === undefined) agree += 1;
    else if (at - agree < MOST_TOLD)
      console.log(`     ${one.name}: ${one.size} leaves, leaf ${one.index}, from ${one.older}: ${difference} differs`);
  }
  console.log(`${agree === TREES ? 'ok  ' : 'FAIL'} ${NAME} ${agree}/${TREES}`);
  return agree === TREES;
}

if (import.meta.main) process.exitCode = (await compareWithGo(Number(process.argv[2]) || undefined)) ? 0 : 1;
