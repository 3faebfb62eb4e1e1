/** Issuing a receipt: the same claims and key give the same bytes, so a replay needs the claims only (PROTOCOL, Receipt). */
import { toBase64Url, utf8 } from '../bytes.ts';
import { DuecheckError } from '../errors.ts';
import type { Json } from '../register/jcs.ts';
import type { Signer, Suite } from '../register/suite.ts';
import { ReceiptClaims } from './claims.ts';
import { MAX_TOKEN_BYTES, signingInput } from './jws.ts';

export const RECEIPT_TYPE = 'duecheck-receipt+jws';

export type SignReceiptCode = 'bad-claims' | 'wrong-suite' | 'receipt-too-long';

/**
 * @param claims in any order of members; unknown ones are refused.
 * @returns at most 2,048 characters
 * @throws DuecheckError `bad-claims`, `wrong-suite`: the signer's key is of another suite, `receipt-too-long`
 */
export async function signReceipt(claims: ReceiptClaims, signer: Signer, suite: Suite): Promise<string> {
  const parsed = ReceiptClaims.safeParse(claims);
  if (!parsed.success) throw fault('bad-claims', 'these are not the claims of a receipt');
  if (signer.suite !== suite.id) throw fault('wrong-suite', `the key ${signer.kid} is of ${signer.suite}`);
  const header = { alg: suite.jwsAlgorithm, kid: signer.kid, suite: suite.id, typ: RECEIPT_TYPE };
  const input = signingInput(header, parsed.data as Json);
  const token = `${input}.${toBase64Url(await signer.sign(utf8(input)))}`;
  if (token.length > MAX_TOKEN_BYTES) throw fault('receipt-too-long', `${token.length} characters`);
  return token;
}

const fault = (code: SignReceiptCode, why: string) => new DuecheckError(code, `receipt: ${why}`);
