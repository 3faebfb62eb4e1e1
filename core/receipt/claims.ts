/** What a receipt says. No personal data: the case is a hash, the subject a commitment that only its holder can open. */
import * as z from 'zod/mini';
import { ReceiptState } from '../contract/decisions.ts';
import { idSchema } from '../contract/ids.ts';
import { CivilDateString, Effect, Origin, Slug } from '../contract/shared.ts';
import { Digest, EntryId } from '../register/leaf.ts';

const seconds = z.int().check(z.nonnegative());
const text = z.string().check(z.minLength(1), z.maxLength(200));

const common = {
  /** The gateway's public address. */
  iss: text,
  /** The enforcement point, or the partner. */
  aud: text,
  jti: idSchema('rcp'),
  iat: seconds,
  exp: seconds,
  state: ReceiptState,
  /** By when the owed check must be done; with `state: owed` only. */
  dueBy: z.optional(CivilDateString),
  organisation: Slug,
  decisionPoint: Slug,
  effect: Effect,
  catalogueVersion: text,
  register: z.strictObject({ entry: EntryId, leafHash: Digest }),
  origin: Origin,
};

const one = {
  caseHash: Digest,
  subjectCommitment: Digest,
  checkId: z.nullable(idSchema('chk')),
  decisionId: idSchema('dec'),
};

/** For the host's decision request about one person: 30 minutes, never past the row's freshness. */
export const DecisionReceipt = z.strictObject({ ...common, ...one, use: z.literal('decision') });
/** For a round of people, each with a check and a decision of their own: the members are under `setDigest`. */
export const SetReceipt = z.strictObject({
  ...common,
  use: z.literal('decision'),
  setDigest: Digest,
  n: z.int().check(z.positive()),
});
/** Given by the person to a partner: 15 minutes, bound to the partner's nonce. A person who shows something decides nothing. */
export const HandoverReceipt = z.strictObject({
  ...common,
  ...one,
  decisionId: z.nullable(idSchema('dec')),
  use: z.literal('handover'),
  nonce: text,
});

export const ReceiptClaims = z.union([DecisionReceipt, SetReceipt, HandoverReceipt]);
export type ReceiptClaims = z.infer<typeof ReceiptClaims>;
