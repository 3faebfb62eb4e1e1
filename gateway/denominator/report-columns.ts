/** Header text → field, for lists of cases and decisions: what case systems call their columns, and what nginx logs. */
import { SUBJECT_ALIASES } from '../intake/layout/aliases.ts';
import type { HeaderLookup } from '../intake/layout/header-lookup.ts';
import { headerText, withoutBrackets } from '../intake/layout/header-text.ts';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  caseKey: ['case', 'caseKey', '业务流水号', '流水号', '受理编号', '受理号', '办件编号', '办件号', '业务编号', '案号'],
  part: ['part', '人员序号'],
  decisionPoint: ['decisionPoint', '决定环节', '应用事项', '环节'],
  openedAt: ['openedAt', 'opened', '受理时间', '受理日期', '立案时间', '立案日期', '登记时间', '申请时间', '申请日期'],
  decidedAt: [
    ...['decidedAt', 'decided', 'passedAt', '办结时间', '办结日期', '决定时间', '决定日期'],
    ...['审核时间', '审核日期', '审批时间', '审批日期'],
  ],
  status: ['status'],
  subjectNumber: [...(SUBJECT_ALIASES.subjectNumber ?? []), ...(SUBJECT_ALIASES.subjectUscc ?? [])],
  subjectIdKind: SUBJECT_ALIASES.subjectIdKind ?? [],
};

const TABLE = new Map(
  Object.entries(COLUMNS).flatMap(([field, headers]) => [field, ...headers].map((one) => [headerText(one), field])),
);

export const reportColumn: HeaderLookup = (header) =>
  TABLE.get(headerText(header)) ?? TABLE.get(headerText(withoutBrackets(header))) ?? null;
