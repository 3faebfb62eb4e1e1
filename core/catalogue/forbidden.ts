import type { DueReason } from './due-reason.ts';
import type { DecisionPoint, SubjectType, Text } from './types.ts';

export interface Forbidden {
  readonly reason: DueReason;
  readonly text: Text;
}

/** A step that the list does not name: no entry, no check. */
export const UNKNOWN_ROW: Forbidden = {
  reason: 'unknown-decision-point',
  text: {
    zh: '应用清单中没有这个环节，不能查验；请联系信用办。',
    en: 'This step is not in the application list, so nobody can be checked here; ask the credit office.',
  },
};

/** Whether nobody may be looked up at this row, and why (禁查). */
export function whyForbidden(row: DecisionPoint, subjectType?: SubjectType): Forbidden | undefined {
  if (row.status === 'template') return { reason: 'row-is-template', text: row.statusReason ?? NOT_RUNNING };
  if (row.status === 'suspended') return { reason: 'row-is-suspended', text: row.statusReason ?? NOT_RUNNING };
  if (subjectType && !covers(row, subjectType)) return { reason: 'subject-type-not-covered', text: NOT_COVERED };
  return undefined;
}

/**
 * Whether the row is about subjects of this type. A civil servant is an individual in office, which no number shows: the
 * row says it, so either word of the two admits a person. Bodies are told apart by their codes and must match.
 */
export function covers(row: Pick<DecisionPoint, 'subjectTypes'>, subjectType: SubjectType): boolean {
  if (row.subjectTypes.includes(subjectType)) return true;
  return isPerson(subjectType) && row.subjectTypes.some(isPerson);
}

const isPerson = (type: SubjectType): boolean => type === 'individual' || type === 'civil-servant';

const NOT_RUNNING: Text = {
  zh: '本环节目前不启用，不能查验。',
  en: 'This row is not in use, so nobody can be checked here.',
};
const NOT_COVERED: Text = {
  zh: '本环节不查验这一类主体；请按原程序办理。',
  en: 'This step does not check subjects of this type; go on as usual.',
};
