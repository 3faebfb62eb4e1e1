import type { Ground } from '../catalogue/index.ts';
import { addTerm, type CivilDate } from '../time/index.ts';
import type { AssessInput, CreditRecord } from './types.ts';

/** What a ground may ask of the case, besides the record. */
export type CaseFacts = Pick<AssessInput, 'matter' | 'subject' | 'stage' | 'today'>;

type Condition = (ground: Ground, record: CreditRecord, facts: CaseFacts) => boolean;

/**
 * One line for every condition that a ground can carry: true where the ground does not ask, or where the answer is known
 * and fits. What is not known never satisfies (catalogue, `Ground`). The compiler asks for a line as soon as the catalogue
 * gains a condition.
 */
const CONDITIONS: { readonly [Name in keyof Omit<Ground, 'basis'>]-?: Condition } = {
  categories: (ground, record) => ground.categories.includes(record.category),
  behaviours: (ground, record) => contains(ground.behaviours, record.behaviour),
  subjectTypes: (ground, _record, { subject }) => contains(ground.subjectTypes, subject.type),
  severities: (ground, record) => contains(ground.severities, record.severity),
  // An unknown domain, or a matter that the catalogue does not map, is not related (DESIGN §3.5).
  relatedOnly: (ground, record, { matter }) => !ground.relatedOnly || contains(matter?.domains ?? [], record.domain),
  profile: (ground, _record, { matter }) => equals(ground.profile, matter?.profile, matter?.occupation),
  sameLicence: (ground, record, { matter }) =>
    !ground.sameLicence || (record.licence !== undefined && record.licence === matter?.licence),
  within: (ground, record, { today }) => !ground.within || isWithin(ground.within, record, today),
  intentionalOnly: (ground, { facts }) => !ground.intentionalOnly || facts.intentional === true,
  exceptNegligent: (ground, { facts }) => !ground.exceptNegligent || facts.negligent === false,
  custodialOnly: (ground, { facts }) => !ground.custodialOnly || facts.custodial === true,
  personallyResponsible: (ground, { facts }) => !ground.personallyResponsible || facts.personallyResponsible === true,
  personalDebt: (ground, { facts }) => !ground.personalDebt || facts.personalDebt === true,
  office: (ground, { facts }) => equals(ground.office, facts.office),
  commitment: (ground, { facts }) => equals(ground.commitment, facts.commitment),
  stage: (ground, _record, { stage }) => equals(ground.stage, stage),
  subjectRole: (ground, _record, { subject }) => equals(ground.subjectRole, subject.role),
  // Only the material of the case itself can show it, so no record ever meets it.
  inThisCase: (ground) => ground.inThisCase !== true,
};

const ALL: readonly Condition[] = Object.values(CONDITIONS);

/** Whether the record meets every condition of the ground. Says nothing of the basis: see `restrictions.ts`. */
export const meets = (record: CreditRecord, ground: Ground, facts: CaseFacts): boolean =>
  ALL.every((condition) => condition(ground, record, facts));

function isWithin(within: NonNullable<Ground['within']>, record: CreditRecord, today: CivilDate): boolean {
  const { termEnds } = record.facts;
  const from = { decidedOn: record.decidedOn, termEnds, termEndsOrDecidedOn: termEnds ?? record.decidedOn }[
    within.from
  ];
  return from !== undefined && today <= addTerm(from, { years: within.years });
}

/** No list asks nothing; a list asks for one of its members. */
const contains = (wanted: readonly string[] | undefined, actual: string | undefined): boolean =>
  wanted === undefined || (actual !== undefined && wanted.includes(actual));

/** No value asks nothing; a value asks that one of the known ones equals it. */
const equals = (wanted: string | undefined, ...actual: readonly (string | undefined)[]): boolean =>
  wanted === undefined || actual.includes(wanted);
