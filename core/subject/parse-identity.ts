import { cleanNumber } from './clean-number.ts';
import { detect } from './detect.ts';
import { readBusinessRegistration } from './forms/business-registration.ts';
import { readGb11643 } from './forms/gb-11643.ts';
import { readOpaque } from './forms/opaque.ts';
import { readForeignPassport, readPassport } from './forms/passports.ts';
import { readHongKongMacaoPermit, readOldPermanentResidentId, readTaiwanPermit } from './forms/permits.ts';
import { readUscc } from './forms/uscc.ts';
import { error, type Identity, type ProblemError, warning } from './identity.ts';
import type { IdentityKind } from './kinds.ts';
import { isMasked } from './mask-number.ts';
import { type Reading, settle } from './reading.ts';

const READERS: Readonly<Record<IdentityKind, (number: string) => Reading>> = {
  'resident-id': readGb11643,
  'resident-id-15': readGb11643,
  'residence-permit': readGb11643,
  'permanent-resident-id': (number) =>
    /^[A-Z]{3}/.test(number) ? readOldPermanentResidentId(number) : readGb11643(number),
  'permanent-resident-id-old': (number) =>
    number.length === 18 ? readGb11643(number) : readOldPermanentResidentId(number),
  uscc: readUscc,
  'business-registration': readBusinessRegistration,
  'hong-kong-macao-permit': readHongKongMacaoPermit,
  'taiwan-permit': readTaiwanPermit,
  passport: readPassport,
  'foreign-passport': readForeignPassport,
  'military-id': readOpaque('military-id'),
  'birth-certificate': readOpaque('birth-certificate'),
  'travel-document': readOpaque('travel-document'),
  'work-permit': readOpaque('work-permit'),
};

/**
 * Reads an identity number as typed, copied or scanned. Never throws, and puts no part of the number into a problem.
 *
 * With `kind`, the number is held to that kind. Within the series of GB 11643 the number itself says whose it is, so
 * `kind` in the answer may be another member of it than the one asked for, with the warning `other-kind`: a host's
 * 身份证号 field holds them all.
 *
 * Without `kind`, it is found by check digits first and by form second; see `detect`. A kind found by form alone comes
 * with `kind-guessed`; two that fit equally are `invalid` with `ambiguous`, because a check about the wrong subject is
 * worse than a question.
 *
 * @example parseIdentity('11010519491231002x') // { status: 'valid', kind: 'resident-id', canonical: '11010519491231002X', problems: [] }
 */
export function parseIdentity(raw: string, kind?: IdentityKind): Identity {
  const number = cleanNumber(raw);
  if (number === '') return nothing('empty', kind);
  if (isMasked(number)) return nothing('masked', kind);
  if (kind === undefined) {
    const found = detect(number);
    return typeof found === 'string' ? nothing(found) : settle(found);
  }
  const reading = READERS[kind](number);
  return settle(
    reading.kind === kind ? reading : { ...reading, problems: [...reading.problems, warning('other-kind')] },
  );
}

const nothing = (code: ProblemError, kind?: IdentityKind): Identity => ({
  status: 'invalid',
  kind: kind ?? null,
  canonical: null,
  problems: [error(code)],
});
