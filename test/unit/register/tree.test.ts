import {
  EMPTY_EDGE,
  edgeRoot,
  grow,
  loadEdge,
  proveConsistency,
  proveConsistencyFromTiles,
  proveInclusion,
  proveInclusionFromTiles,
  rootFromLeafHashes,
  rootFromTiles,
  tilePath,
  tileSet,
  verifyConsistency,
  verifyInclusion,
} from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, leafOf, leavesOf, logOf, tree } from './logs.ts';

/** Growing sizes, ending past two tiles, so that every batch boundary falls somewhere. */
const growth = fc
  .array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 })
  .map((batches) => batches.map((_, i) => batches.slice(0, i + 1).reduce((a, b) => a + b, 0)));
const leafHashes = (size: number) => leavesOf(0, size).map((leaf) => tree.leaf(leaf));
const flip = (bytes: Uint8Array, bit: number) =>
  Uint8Array.from(bytes, (b, i) => (i === bit >> 3 ? b ^ (1 << (bit & 7)) : b));

describe('a log that grows in any steps', () => {
  it('has the root of its leaves, in the edge, in the tiles and recomputed', async () => {
    await fc.assert(
      fc.asyncProperty(growth, async (sizes) => {
        const size = sizes.at(-1) as number;
        const log = logOf(sizes);
        const root = Buffer.from(rootFromLeafHashes(leafHashes(size), tree));
        expect(Buffer.from(log.root)).toEqual(root);
        expect(Buffer.from(await rootFromTiles({ size: BigInt(size), fetchTile: log.fetchTile, tree }))).toEqual(root);
      }),
      { numRuns: 30 },
    );
  });

  it('writes the tiles and bundles that it would have written at once', () => {
    fc.assert(
      fc.property(growth, (sizes) => {
        const stepwise = logOf(sizes).store;
        for (const [path, bytes] of logOf([sizes.at(-1) as number]).store)
          expect(Buffer.from(stepwise.get(path) as Uint8Array), path).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 30 },
    );
  });

  it('never writes a path a second time with other bytes', () => {
    fc.assert(
      fc.property(growth, (sizes) => {
        const seen = new Map<string, string>();
        let edge = EMPTY_EDGE;
        for (const size of sizes) {
          const step = grow(edge, leavesOf(Number(edge.size), size), tree);
          for (const { path, bytes } of step.files) {
            const hex = Buffer.from(bytes).toString('hex');
            expect(seen.get(path) ?? hex).toBe(hex);
            seen.set(path, hex);
          }
          edge = step.edge;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('continues from an edge that was read back', async () => {
    await fc.assert(
      fc.asyncProperty(growth, fc.integer({ min: 0, max: 300 }), async (sizes, more) => {
        const log = logOf(sizes);
        const edge = await loadEdge(log.edge.size, log.fetchTile);
        expect(Buffer.from(edgeRoot(edge, tree))).toEqual(Buffer.from(log.root));
        const size = Number(edge.size);
        const next = grow(edge, leavesOf(size, size + more), tree);
        expect(Buffer.from(next.root)).toEqual(Buffer.from(logOf([size + more]).root));
      }),
      { numRuns: 30 },
    );
  });

  it('holds exactly the tiles that its size asks for', () => {
    for (const size of [1, 255, 256, 257, 65_536, 70_000]) {
      const { store } = logOf([size]);
      for (const { level, full, partial } of tileSet(BigInt(size))) {
        if (full > 0n) expect(store.has(tilePath({ level, index: full - 1n, width: 256 }))).toBe(true);
        if (partial > 0) expect(store.has(tilePath({ level, index: full, width: partial }))).toBe(true);
      }
      const bundles = Math.ceil(size / 256);
      const tiles = tileSet(BigInt(size)).reduce((n, { full, partial }) => n + Number(full) + Math.sign(partial), 0);
      expect(store.size).toBe(tiles + bundles);
    }
  });

  it('takes a batch larger than a call stack', () => {
    expect(logOf([200_000], (i) => Uint8Array.of(i, i >> 8, i >> 16)).edge.size).toBe(200_000n);
  });
});

describe('proofs', () => {
  const pair = fc
    .tuple(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat())
    .map(([size, a, b]) => ({ size, index: BigInt(a % size), old: BigInt((b % size) + 1) }));

  it('verify, read from tiles or made from leaves', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ({ size, index, old }) => {
        const log = logOf([size]);
        const from = { size: BigInt(size), fetchTile: log.fetchTile, tree };
        const hashes = leafHashes(size);
        const inclusion = await proveInclusionFromTiles(from, index);
        expect(base64(inclusion)).toEqual(base64(proveInclusion(hashes, index, BigInt(size), tree)));
        const leafHash = tree.leaf(leafOf(Number(index)));
        expect(verifyInclusion({ index, size: BigInt(size), leafHash, proof: inclusion, root: log.root }, tree)).toBe(
          true,
        );
        const consistency = await proveConsistencyFromTiles(from, old);
        expect(base64(consistency)).toEqual(base64(proveConsistency(hashes, old, BigInt(size), tree)));
        const oldRoot = rootFromLeafHashes(hashes.slice(0, Number(old)), tree);
        const claim = { oldSize: old, newSize: BigInt(size), oldRoot, newRoot: log.root, proof: consistency };
        expect(verifyConsistency(claim, tree)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('fail on any one flipped bit of any hash (invariant 5)', () => {
    const size = 300n;
    const hashes = leafHashes(300);
    const root = rootFromLeafHashes(hashes, tree);
    const leafHash = hashes[137] as Uint8Array;
    const proof = proveInclusion(hashes, 137n, size, tree);
    const claim = { index: 137n, size, leafHash, proof, root };
    expect(verifyInclusion(claim, tree)).toBe(true);
    for (let bit = 0; bit < 256; bit++) {
      expect(verifyInclusion({ ...claim, leafHash: flip(leafHash, bit) }, tree)).toBe(false);
      expect(verifyInclusion({ ...claim, root: flip(root, bit) }, tree)).toBe(false);
      for (let i = 0; i < proof.length; i++) {
        const touched = proof.map((hash, at) => (at === i ? flip(hash, bit) : hash));
        expect(verifyInclusion({ ...claim, proof: touched }, tree)).toBe(false);
      }
    }
    for (let index = 0n; index < size; index++)
      if (index !== 137n) expect(verifyInclusion({ ...claim, index }, tree)).toBe(false);
  });

  it('fail when a hash is dropped, doubled or swapped', () => {
    fc.assert(
      fc.property(pair, fc.nat(), ({ size, index }, at) => {
        const hashes = leafHashes(size);
        const root = rootFromLeafHashes(hashes, tree);
        const proof = proveInclusion(hashes, index, BigInt(size), tree);
        fc.pre(proof.length > 1);
        const i = at % proof.length;
        const j = (i + 1) % proof.length;
        const mutants = [
          proof.toSpliced(i, 1),
          proof.toSpliced(i, 0, proof[i] as Uint8Array),
          proof.with(i, proof[j] as Uint8Array).with(j, proof[i] as Uint8Array),
        ];
        const claim = { index, size: BigInt(size), leafHash: hashes[Number(index)] as Uint8Array, root };
        for (const mutant of mutants) expect(verifyInclusion({ ...claim, proof: mutant }, tree)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('refuse a history that was rewritten before the old head', () => {
    fc.assert(
      fc.property(pair, fc.nat(), ({ size, old }, at) => {
        const honest = leafHashes(size);
        const changed = at % Number(old);
        const forked = honest.with(changed, tree.leaf(Buffer.from('another')));
        const proof = proveConsistency(forked, old, BigInt(size), tree);
        const claim = { oldSize: old, newSize: BigInt(size), newRoot: rootFromLeafHashes(forked, tree), proof };
        const oldRoot = rootFromLeafHashes(honest.slice(0, Number(old)), tree);
        expect(verifyConsistency({ ...claim, oldRoot }, tree)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('reading tiles', () => {
  it('falls back to the full tile once a partial one is gone', async () => {
    const log = logOf([300, 600]);
    for (const path of log.store.keys()) if (path.endsWith('.p/44')) log.store.delete(path);
    const then = { size: 300n, fetchTile: log.fetchTile, tree };
    expect(Buffer.from(await rootFromTiles(then))).toEqual(Buffer.from(logOf([300]).root));
    expect((await loadEdge(300n, log.fetchTile)).entries.length).toBe(44);
  });

  it('names a tile that is missing or of the wrong length', async () => {
    const log = logOf([300]);
    log.store.set('tile/0/001.p/44', new Uint8Array(31));
    const from = { size: 300n, fetchTile: log.fetchTile, tree };
    await expect(rootFromTiles(from)).rejects.toMatchObject({ code: 'tile-malformed' });
    log.store.delete('tile/0/001.p/44');
    await expect(proveInclusionFromTiles(from, 299n)).rejects.toMatchObject({ code: 'tile-missing' });
    await expect(proveInclusionFromTiles(from, 300n)).rejects.toThrow(RangeError);
  });
});
