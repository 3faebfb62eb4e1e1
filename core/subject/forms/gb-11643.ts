/**
 * The 18-character series of GB 11643-1999, `RRRRRR YYYYMMDD SSS C`, and its 15-digit forerunner of 1989,
 * `RRRRRR YYMMDD SSS`. Citizens, residents from Hong Kong, Macao and Taiwan, and foreign permanent residents share the
 * one series; the first digits say which of them a number belongs to, so it is never taken on a field's word.
 */
import { isBirthDate } from '../birth-date.ts';
import { mod11Minus2 } from '../check-digits.ts';
import { error, type Problem, warning } from '../identity.ts';
import type { IdentityKind } from '../kinds.ts';
import { isDigit, outside, type Reading } from '../reading.ts';
import { isKnownRegion } from '../regions.ts';

export function readGb11643(number: string): Reading {
  return number.length === 15 ? readOldForm(number) : read18(number);
}

function read18(number: string): Reading {
  const kind = kindOf(number);
  const problems: Problem[] = number.length === 18 ? [] : [error('length')];
  const last = number.length - 1;
  problems.push(
    ...outside(number, (c, i) => (i === 0 ? c >= '1' && c <= '9' : isDigit(c) || (i === last && c === 'X'))),
  );
  if (problems.length === 0) {
    if (!isBirthDate(number.slice(6, 14))) problems.push(error('date', 7));
    if (mod11Minus2(number.slice(0, 17)) !== number[17]) problems.push(error('checksum', 18));
    // A permanent resident's digits 1–6 are no region: 9, province of acceptance, country.
    if (kind === 'resident-id' && !isKnownRegion(number.slice(0, 6))) problems.push(warning('region-unknown', 1));
  }
  return { kind, status: 'valid', canonical: number, problems };
}

function kindOf(number: string): IdentityKind {
  if (number.startsWith('9')) return 'permanent-resident-id';
  return /^8[123]0000/.test(number) ? 'residence-permit' : 'resident-id';
}

function readOldForm(number: string): Reading {
  const problems = outside(number, (c, i) => (i === 0 ? c >= '1' && c <= '8' : isDigit(c)));
  const centenarian = /99[6-9]$/.test(number);
  const body = number.slice(0, 6) + (centenarian ? '18' : '19') + number.slice(6);
  if (problems.length === 0) {
    if (!isBirthDate(body.slice(6, 14))) problems.push(error('date', 7));
    if (!isKnownRegion(number.slice(0, 6))) problems.push(warning('region-unknown', 1));
    // 996–999 were given to people born before 1900, but not to them alone: no 18-character form without a person.
    problems.push(centenarian ? warning('old-form-needs-person', 13) : warning('old-form'));
  }
  const canonical = centenarian ? number : body + mod11Minus2(body);
  return { kind: 'resident-id-15', status: 'unverifiable', canonical, problems };
}
