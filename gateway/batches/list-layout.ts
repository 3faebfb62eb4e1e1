/** What the columns of a list are called. Texts, never places; the person's columns are the intake's. */
import { SUBJECT_ALIASES } from '../intake/layout/aliases.ts';
import type { HeaderLookup } from '../intake/layout/header-lookup.ts';
import { headerText, withoutBrackets } from '../intake/layout/header-text.ts';
import type { Layout } from '../intake/layout/layout.ts';

const CASE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  /** What the decision request carries. */
  caseKey: ['业务流水号', '流水号', '案号', '办件编号', '办件号', '受理号', '编号', 'caseKey', 'case'],
  /** What people read. */
  caseLabel: ['报名序号', '申报编号', '准考证号', '申请编号', '案件名称', 'caseLabel', 'label'],
  part: ['人员序号', '序位', '部分', 'part'],
  matter: ['事项代码', '事项编码', '职位代码', 'matter'],
};

const PERSON = ['subjectName', 'subjectNumber', 'subjectUscc', 'subjectIdKind'];

const TABLE = new Map(
  [
    ...Object.entries(CASE_ALIASES),
    ...Object.entries(SUBJECT_ALIASES).filter(([field]) => PERSON.includes(field)),
  ].flatMap(([field, headers]) => headers.map((header) => [headerText(header), field] as const)),
);

export const listColumns: HeaderLookup = (header) =>
  TABLE.get(headerText(header)) ?? TABLE.get(headerText(withoutBrackets(header))) ?? null;

/** No case, no lookup (DESIGN §1.3): a list says of each person who it is and in which case. */
export const isList = ({ columns }: Layout): boolean =>
  columns.has('subjectName') &&
  (columns.has('subjectNumber') || columns.has('subjectUscc')) &&
  (columns.has('caseKey') || columns.has('caseLabel'));
