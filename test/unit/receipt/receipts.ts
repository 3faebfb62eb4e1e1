/** One receipt of each kind, and what it is checked against. */
import { toBase64Url } from '@duecheck/core/bytes';
import {
  caseHash,
  type HandoverReceipt,
  type ReceiptClaims,
  type ReceiptExpectation,
  type SetMember,
  type SetReceipt,
  setDigest,
  setMembers,
  signReceipt,
  verifyReceipt,
} from '@duecheck/core/receipt';
import type { Signer } from '@duecheck/core/register';
import type * as z from 'zod/mini';
import { intl1, publicKeyOf } from '../../../gateway/keys/suite-intl-1.ts';

const SEED = new Uint8Array(32).fill(0x44);
export const SIGNER: Signer = { suite: 'intl-1', kid: 'rcp-2026', sign: (message) => intl1.sign(SEED, message) };
export const KEYS = [{ kid: 'rcp-2026', suite: 'intl-1', publicKey: publicKeyOf(SEED) }] as const;
/** Milliseconds; the receipts below hold from here for thirty minutes. */
export const NOW = 1_793_600_000_000;

const JTI = 'rcp_01930000-0000-7000-8000-000000000001';
const PLACE = { organisation: 'xincheng-hr', decisionPoint: 'civil-service-hiring' };
const digest = (text: string): string => toBase64Url(intl1.hash(Buffer.from(text)));
export const hashOf = (key: string, part = '1', jti: string = JTI): string =>
  toBase64Url(caseHash(intl1, { jti, ...PLACE, key, part }));

const COMMON = {
  iss: 'https://gateway.example',
  aud: 'enforcement-1',
  jti: JTI,
  iat: NOW / 1000,
  exp: NOW / 1000 + 1800,
  state: 'checked',
  ...PLACE,
  effect: 'favourable',
  catalogueVersion: '2026.11.1',
  register: { entry: 'ent_01930000-0000-7000-8000-000000000001', leafHash: digest('leaf') },
  origin: 'https://hr.example',
} as const;
const CHECK = 'chk_01930000-0000-7000-8000-000000000001';
const ONE = {
  caseHash: hashOf('A-17'),
  subjectCommitment: digest('subject'),
  checkId: CHECK,
  decisionId: 'dec_01930000-0000-7000-8000-000000000001',
} as const;

export const DECISION: ReceiptClaims = { ...COMMON, ...ONE, use: 'decision' };
export const HANDOVER: z.infer<typeof HandoverReceipt> = { ...COMMON, ...ONE, use: 'handover', nonce: 'n-1' };

export const MEMBERS = Array.from({ length: 5 }, (_, i) => ({
  caseHash: hashOf('B-1', String(i + 1)),
  subjectCommitment: digest(`member ${i}`),
  checkId: CHECK,
}));
export const SET: z.infer<typeof SetReceipt> = {
  ...COMMON,
  use: 'decision',
  setDigest: setDigest(MEMBERS, intl1),
  n: MEMBERS.length,
};
export const memberOf = (index: number) => setMembers(MEMBERS, intl1)[index] as SetMember;

export const EXPECT: ReceiptExpectation = {
  audience: 'enforcement-1',
  ...PLACE,
  effect: 'favourable',
  origin: 'https://hr.example',
  case: { key: 'A-17', part: '1' },
  subjectCommitment: ONE.subjectCommitment,
};

export const sign = (claims: ReceiptClaims) => signReceipt(claims, SIGNER, intl1);
export function verify(token: string, expect: Partial<ReceiptExpectation> = {}, now = NOW): string {
  const verified = verifyReceipt({ token, keys: KEYS, suite: intl1, now, expect: { ...EXPECT, ...expect } });
  return verified.ok ? 'ok' : verified.code;
}
