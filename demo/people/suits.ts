import type { SubjectType } from '@duecheck/core/catalogue';

const PEOPLE = ['individual', 'civil-servant'] as const;
const BODIES = ['organisation', 'individual-business', 'government-body'] as const;
const FIRMS = ['organisation', 'individual-business'] as const;

/** Record types that only some subjects can have; all others can be anybody's but a government body's. */
const ONLY: Readonly<Record<string, readonly SubjectType[]>> = {
  'person-identity': PEOPLE,
  'organisation-identity': BODIES,
  'government-dishonesty': ['government-body', 'civil-servant'],
  'disciplinary-sanction': ['civil-servant'],
  'disciplinary-dismissal': PEOPLE,
  'criminal-judgment': PEOPLE,
  'exam-integrity': ['individual'],
  'title-review-integrity': ['individual'],
  'academic-integrity': ['individual'],
  'conscription-evasion': ['individual'],
  'volunteer-service': ['individual'],
  'occupation-licence': ['individual'],
  'bankruptcy-responsibility': ['individual'],
  'abnormal-operations': FIRMS,
  'contract-performance': FIRMS,
  'tax-dishonesty': ['individual', ...FIRMS],
};

/** Whether a subject of this type can have a record of that type. */
export const suits = (recordType: string, subject: SubjectType): boolean =>
  (ONLY[recordType] ?? ['individual', 'organisation', 'individual-business']).includes(subject);
