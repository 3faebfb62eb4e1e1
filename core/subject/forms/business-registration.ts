import { mod11Comma10 } from '../check-digits.ts';
import { error, type Problem, warning } from '../identity.ts';
import { isDigit, outside, type Reading } from '../reading.ts';

/** 工商注册号, GS 15-2006 (recalled): 6 digits of registrar, 8 of sequence, MOD 11,10. Shown beside a USCC, never a key. */
export function readBusinessRegistration(number: string): Reading {
  const problems: Problem[] = number.length === 15 ? [] : [error('length')];
  problems.push(...outside(number, isDigit));
  const checks = problems.length === 0 && mod11Comma10(number.slice(0, 14)) === number[14];
  if (problems.length === 0 && !checks) problems.push(warning('registration-check', 15));
  return { kind: 'business-registration', status: checks ? 'valid' : 'unverifiable', canonical: number, problems };
}
