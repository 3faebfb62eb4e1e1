import { hash, webcrypto } from 'node:crypto';
import {
  type AeadPort,
  auditPlan,
  createTreeAudit,
  EMPTY_EDGE,
  grow,
  hkdf,
  portableSuite,
  proveInclusion,
  tilePath,
  treeHash,
  verifyInclusion,
} from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as node from '../../../gateway/keys/suite-intl-1.ts';

const portable = portableSuite(webcrypto.subtle as unknown as AeadPort);
const suites = [
  ['node:crypto', node.intl1],
  ['portable', portable],
] as const;
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe.each(suites)('intl-1 on %s', (_, suite) => {
  it('hashes as FIPS 180-4 says', () => {
    expect(Buffer.from(suite.hash(Buffer.from('abc'))).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('derives as RFC 5869 says, cases 1 and 3', () => {
    const info = hex('f0f1f2f3f4f5f6f7f8f9');
    const key = hex('0b'.repeat(22));
    const one = hkdf({ key, salt: hex('000102030405060708090a0b0c'), info, length: 42 }, suite);
    expect(Buffer.from(one).toString('hex')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
    const three = hkdf({ key, info: new Uint8Array(0), length: 42 }, suite);
    expect(Buffer.from(three).toString('hex')).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  it('opens what the other one sealed, and nothing that was touched', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(12), fc.uint8Array(), fc.uint8Array(), async (key, nonce, plaintext, aad) => {
        const ciphertext = await suite.seal({ key, nonce, plaintext, aad });
        for (const [, other] of suites)
          expect(Buffer.from(await other.open({ key, nonce, ciphertext, aad }))).toEqual(Buffer.from(plaintext));
        const touched = Uint8Array.from(ciphertext, (b, i) => (i === 0 ? b ^ 1 : b));
        await expect(suite.open({ key, nonce, ciphertext: touched, aad })).rejects.toThrow();
        await expect(suite.open({ key, nonce, ciphertext, aad: Buffer.concat([aad, key]) })).rejects.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  it('never throws at a signature or key of the wrong length', () => {
    for (const length of [0, 1, 31, 33, 63, 65])
      expect(suite.verify(new Uint8Array(length), new Uint8Array(1), new Uint8Array(length))).toBe(false);
  });
});

describe('both suites', () => {
  it('agree on HMACs and sign the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), fc.uint8Array({ maxLength: 200 }), async (key, message) => {
        expect(Buffer.from(portable.hmac(key, message))).toEqual(Buffer.from(node.intl1.hmac(key, message)));
        const signature = await portable.sign(key, message);
        expect(Buffer.from(signature)).toEqual(Buffer.from(await node.intl1.sign(key, message)));
        for (const [, suite] of suites) expect(suite.verify(node.publicKeyOf(key), message, signature)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('cannot seal without WebCrypto, and say so', async () => {
    const none = new Uint8Array(0);
    await expect(portableSuite().seal({ key: none, nonce: none, plaintext: none, aad: none })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('a tree under the national hash', () => {
  const sm3 = treeHash((bytes) => hash('sm3', bytes, 'buffer'));

  it('grows, proves and is audited by the same code', () => {
    const leaves = Array.from({ length: 600 }, (_, i) => Buffer.from(`entry ${i}`));
    const { edge, root, files } = grow(EMPTY_EDGE, leaves, sm3);
    const leafHashes = leaves.map((leaf) => sm3.leaf(leaf));
    const proof = proveInclusion(leafHashes, 300n, edge.size, sm3);
    const claim = { index: 300n, size: edge.size, leafHash: leafHashes[300] as Uint8Array, proof, root };
    expect(verifyInclusion(claim, sm3)).toBe(true);
    expect(verifyInclusion(claim, treeHash(node.intl1.hash))).toBe(false);

    const store = new Map(files.map(({ path, bytes }) => [path, bytes]));
    const audit = createTreeAudit({ size: edge.size, root, tree: sm3 });
    for (const tile of auditPlan(edge.size)) audit.take(tile, store.get(tilePath(tile)));
    expect(audit.finish()).toEqual([]);
  });
});
