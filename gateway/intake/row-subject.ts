/** Whom a row is about: one subject with a number that names it, or the reason why not. */
import { type CanonicalNumber, canonicalKey, type IdentityKind, parseIdentity } from '@duecheck/core/subject';
import { addTerm, type CivilDate, isCivilDate } from '@duecheck/core/time';
import type { IntakeCode, Refusal } from './codes.ts';
import type { RowValues } from './row-values.ts';
import { readIdentityKind } from './values/words.ts';

export interface RowSubject {
  readonly name: string;
  /** As the row's document says, canonical. */
  readonly kind: IdentityKind;
  readonly number: CanonicalNumber;
  /** Of the index: forms that mean the same subject share it. */
  readonly key: { readonly kind: string; readonly number: string };
}

export const NAME_FIELDS = ['subjectName', 'name', 'promiser', 'bodyOrPost'] as const;
export const NUMBER_FIELDS = ['subjectNumber', 'idNumber', 'idMasked', 'uscc', 'subjectUscc'] as const;
const MAX_NAME = 200;
const MAJORITY_YEARS = 18;
/** Kinds of GB 11643: places 7 to 14 are the day of birth. */
const BORN = new Set<IdentityKind>(['resident-id', 'residence-permit', 'permanent-resident-id']);

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal => 'code' in value;

export function readSubject(values: RowValues, decidedOn: CivilDate | null): RowSubject | Refusal {
  const name = values.first(NAME_FIELDS);
  if (name === '') return values.refuse('name-missing', ...NAME_FIELDS);
  if (name.length > MAX_NAME) return values.refuse('cell-too-long', ...NAME_FIELDS);
  const raw = values.first(NUMBER_FIELDS);
  if (raw === '') {
    const old = values.first(['registration', 'organisationCode']) !== '';
    return values.refuse(old ? 'subject-old-number' : 'subject-missing', ...NUMBER_FIELDS);
  }
  const identity = parseIdentity(raw, kindNamed(values));
  if (identity.status === 'invalid') return values.refuse(codeOf(identity.problems[0]?.code), ...NUMBER_FIELDS);
  const key = canonicalKey(identity);
  if (key === null) return values.refuse('subject-old-number', ...NUMBER_FIELDS);
  if (isMinor(identity.kind, identity.canonical, decidedOn)) return values.refuse('minor', ...NUMBER_FIELDS);
  const at = key.indexOf(':');
  return {
    name,
    kind: identity.kind,
    number: identity.canonical,
    key: { kind: key.slice(0, at), number: key.slice(at + 1) },
  };
}

/** A number in the column of the unified code is one; elsewhere the row may name the document. */
function kindNamed(values: RowValues): IdentityKind | undefined {
  if (values.first(['subjectNumber', 'idNumber', 'idMasked']) === '') return 'uscc';
  return readIdentityKind(values.first(['subjectIdKind', 'idKind']));
}

const codeOf = (problem: string | undefined): IntakeCode =>
  problem === 'masked' ? 'subject-masked' : 'subject-invalid';

/** Under eighteen when it was decided (浙江省公共信用信息管理条例 art. 2). The exception needs a person to judge it. */
function isMinor(kind: IdentityKind, number: string, decidedOn: CivilDate | null): boolean {
  if (!BORN.has(kind) || number.length !== 18 || decidedOn === null) return false;
  // Most are long of age: no day has to be counted then.
  if (Number(decidedOn.slice(0, 4)) - Number(number.slice(6, 10)) > MAJORITY_YEARS) return false;
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isCivilDate(born) && decidedOn < addTerm(born, { years: MAJORITY_YEARS });
}
