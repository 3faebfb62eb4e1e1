/**
 * 统一社会信用代码, GB 32100-2015: authority, kind of body, 6 digits of region, 9 characters of organisation code, check.
 */
import { organisationCheck, USCC_ALPHABET, usccCheck } from '../check-digits.ts';
import { error, type Problem, warning } from '../identity.ts';
import { isDigit, outside, type Reading } from '../reading.ts';
import { isKnownRegion } from '../regions.ts';

/** Authorities that register bodies (recalled): 机构编制 1 … 市场监管 9, military A, agriculture N, others Y. */
const AUTHORITIES = '123456789ANY';

export function readUscc(number: string): Reading {
  const problems: Problem[] = number.length === 18 ? [] : [error('length')];
  problems.push(...outside(number, (c, i) => (i > 1 && i < 8 ? isDigit(c) : USCC_ALPHABET.includes(c))));
  if (problems.length === 0) {
    if (usccCheck(number.slice(0, 17)) !== number[17]) problems.push(error('checksum', 18));
    if (!AUTHORITIES.includes(number.charAt(0))) problems.push(warning('authority-unknown', 1));
    const region = number.slice(2, 8);
    // 100000: registered with the national authority itself.
    if (region !== '100000' && !isKnownRegion(region)) problems.push(warning('region-unknown', 3));
    if (organisationCheck(number.slice(8, 16)) !== number[16]) problems.push(warning('organisation-code', 17));
  }
  return { kind: 'uscc', status: 'valid', canonical: number, problems };
}
