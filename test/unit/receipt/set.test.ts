/** A round's receipt: who is in it can be proven, and nobody else can. */
import { fromBase64Url, toBase64Url } from '@duecheck/core/bytes';
import { setDigest, setMembers, verifySetMember } from '@duecheck/core/receipt';
import { lengthPrefixed, proveInclusion, treeHash } from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { MEMBERS, SET, sign, verify } from './receipts.ts';

const tree = treeHash(intl1.hash);
const entry = (n: number) => ({
  caseHash: toBase64Url(intl1.hash(Uint8Array.of(n, n >> 8, 1))),
  subjectCommitment: toBase64Url(intl1.hash(Uint8Array.of(n, n >> 8, 2))),
  checkId: `chk_${n}`,
});
const round = (n: number) => Array.from({ length: n }, (_, i) => entry(i));
const flip = (text: string, bit: number): string => {
  const bytes = fromBase64Url(text);
  return toBase64Url(bytes.with(bit >> 3, (bytes[bit >> 3] as number) ^ (1 << (bit & 7))));
};

describe('the members of a set receipt', () => {
  it('have the proofs of RFC 6962, whatever the size', () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100]) {
      const leaves = round(n).map((one) =>
        tree.leaf(lengthPrefixed('duecheck/set/v1', one.caseHash, one.subjectCommitment, one.checkId)),
      );
      for (const { index, proof } of setMembers(round(n), intl1))
        expect(proof).toEqual(proveInclusion(leaves, BigInt(index), BigInt(n), tree));
    }
  });

  it('are proven in their own place of their own round, and nowhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (n, a, b) => {
        const members = setMembers(round(n), intl1);
        const set = { setDigest: setDigest(round(n), intl1), n };
        const member = members[a % n] as (typeof members)[number];
        expect(verifySetMember(set, member, intl1)).toBe(true);
        const elsewhere = b % n;
        expect(verifySetMember(set, { ...member, index: elsewhere }, intl1)).toBe(elsewhere === member.index);
        expect(verifySetMember(set, { ...member, ...entry(n + (b % 1000)) }, intl1)).toBe(false);
      }),
    );
  });

  it('fail on every single flipped bit of digest, case, subject and proof', () => {
    const set = { setDigest: setDigest(MEMBERS, intl1), n: MEMBERS.length };
    for (const member of setMembers(MEMBERS, intl1)) {
      for (let bit = 0; bit < 256; bit++) {
        const touched = [
          { set: { ...set, setDigest: flip(set.setDigest, bit) }, member },
          { set, member: { ...member, caseHash: flip(member.caseHash, bit) } },
          { set, member: { ...member, subjectCommitment: flip(member.subjectCommitment, bit) } },
          ...member.proof.map((hash, at) => ({
            set,
            member: { ...member, proof: member.proof.with(at, fromBase64Url(flip(toBase64Url(hash), bit))) },
          })),
        ];
        for (const one of touched) expect(verifySetMember(one.set, one.member, intl1)).toBe(false);
      }
    }
  });
});

it('fails on every single flipped bit of the token', async () => {
  const parts = (await sign(SET)).split('.').map(fromBase64Url) as [Uint8Array, Uint8Array, Uint8Array];
  const [member] = setMembers(MEMBERS, intl1);
  if (member === undefined) throw new Error('an empty round');
  const { caseHash: _, ...proof } = member;
  const expected = {
    case: { key: 'B-1', part: '1', member: proof },
    subjectCommitment: member.subjectCommitment,
  };
  const whole = parts.map(toBase64Url).join('.');
  expect(verify(whole, expected)).toBe('ok');
  for (const [i, part] of parts.entries())
    for (let bit = 0; bit < part.length * 8; bit++) {
      const touched = part.with(bit >> 3, (part[bit >> 3] as number) ^ (1 << (bit & 7)));
      expect(verify(parts.with(i, Uint8Array.from(touched)).map(toBase64Url).join('.'), expected)).not.toBe('ok');
    }
});
