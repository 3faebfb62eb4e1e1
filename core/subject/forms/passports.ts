/** Passport numbers have no check digit; only the machine-readable zone has (`mrzCheck`). */
import { error, type Problem, warning } from '../identity.ts';
import { outside, type Reading } from '../reading.ts';

const letterOrDigit = (c: string): boolean => /[0-9A-Z]/.test(c);

/** Recalled, not read: ordinary E and G; diplomatic, service and official D, S and P. */
export const PRC_PASSPORT = /^(E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|[DSP]E?\d{7,8})$/;

/**
 * Numbers that begin like a known series must have its form. Others (SAR passports, those issued abroad before 2012)
 * pass with a warning: a form that we only remember must not turn anybody away.
 */
export function readPassport(number: string): Reading {
  const problems: Problem[] = outside(number, letterOrDigit);
  if (problems.length === 0 && !PRC_PASSPORT.test(number)) {
    if (number.length < 8 || number.length > 10) problems.push(error('length'));
    else problems.push(/^[EGDSP]/.test(number) ? error('format') : warning('form-unusual'));
  }
  return { kind: 'passport', status: 'unverifiable', canonical: number, problems };
}

/** `UTO/L898902C3`: issuing state (ISO 3166 alpha-3), slash, number. Without the state it is shown but is no key. */
export function readForeignPassport(number: string): Reading {
  const slash = number.indexOf('/');
  const bare = number.slice(slash + 1);
  const problems: Problem[] = bare.length < 5 || bare.length > 15 ? [error('length')] : [];
  problems.push(...outside(number, (c, i) => (i < slash ? /[A-Z]/.test(c) : i === slash || letterOrDigit(c))));
  if (slash < 0) problems.push(warning('state-missing'));
  else if (slash !== 3) problems.push(error('format', 1));
  return { kind: 'foreign-passport', status: 'unverifiable', canonical: number, problems };
}
