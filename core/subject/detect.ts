import { isBirthDate } from './birth-date.ts';
import { readBusinessRegistration } from './forms/business-registration.ts';
import { readGb11643 } from './forms/gb-11643.ts';
import { PRC_PASSPORT, readPassport } from './forms/passports.ts';
import {
  readHongKongMacaoPermit,
  readOldPermanentResidentId,
  readTaiwanPermit,
  TAIWAN_PERMIT,
} from './forms/permits.ts';
import { readUscc } from './forms/uscc.ts';
import { warning } from './identity.ts';
import { holds, type Reading } from './reading.ts';

/**
 * Finds the kind of a clean number. Foreign passports and the documents without published numbering are never found:
 * their numbers can look like anything, so somebody must name them.
 */
export function detect(number: string): Reading | 'ambiguous' | 'unrecognised' {
  if (number.length === 18) return detect18(number);
  if (/^\d{15}$/.test(number)) return guessed(detect15(number));
  if (/^[A-Z]{3}\d{12}$/.test(number)) return guessed(readOldPermanentResidentId(number));
  if (/^[HM]\d{8}(\d\d)?$/.test(number)) return guessed(readHongKongMacaoPermit(number));
  if (TAIWAN_PERMIT.test(number)) return guessed(readTaiwanPermit(number));
  if (PRC_PASSPORT.test(number)) return guessed(readPassport(number));
  // A digit too many or too few: say so, rather than "not recognised".
  if (/^\d{16,20}X?$/.test(number)) return readGb11643(number);
  return 'unrecognised';
}

/**
 * 18 characters, two series. Of citizens' numbers one in 31 also passes as a USCC by chance; of all-digit USCCs one in
 * 24,000 passes as a citizen's number (a real birth date and MOD 11-2), and there are a thousand citizens to one such
 * body: whoever passes GB 11643 is a person. Only with a leading 9 are both series so unequal in size (companies
 * against foreign permanent residents) that the two mistakes are equally likely.
 */
function detect18(number: string): Reading | 'ambiguous' {
  const person = readGb11643(number);
  const body = readUscc(number);
  if (holds(person)) return number.startsWith('9') && holds(body) ? 'ambiguous' : person;
  if (holds(body)) return body;
  // Neither: name the problem of the one that was meant. Letters before the end, or 9 without a birth date: a body.
  const meantBody = /[A-Z]/.test(number.slice(0, 17)) || (number.startsWith('9') && !isBirthDate(number.slice(6, 14)));
  return meantBody ? body : person;
}

/** 15 digits: a birth date makes it a person's; otherwise a registration number, if its check digit says so. */
function detect15(number: string): Reading {
  const person = readGb11643(number);
  const registration = readBusinessRegistration(number);
  return !holds(person) && registration.status === 'valid' ? registration : person;
}

const guessed = (reading: Reading): Reading =>
  reading.status === 'unverifiable'
    ? { ...reading, problems: [...reading.problems, warning('kind-guessed')] }
    : reading;
