/** Header text → field, for an office's roster and for the list of persons whose look-ups are always reviewed. */
import { SUBJECT_ALIASES } from '../intake/layout/aliases.ts';
import type { HeaderLookup } from '../intake/layout/header-lookup.ts';
import { headerText, withoutBrackets } from '../intake/layout/header-text.ts';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  subjectName: SUBJECT_ALIASES.subjectName ?? [],
  subjectNumber: ['身份证号', '身份证号码', ...(SUBJECT_ALIASES.subjectNumber ?? [])],
  subjectIdKind: SUBJECT_ALIASES.subjectIdKind ?? [],
  account: ['account', 'sub', '账号', '登录名', '用户名', '系统账号'],
};

const TABLE = new Map(
  Object.entries(COLUMNS).flatMap(([field, headers]) => [field, ...headers].map((one) => [headerText(one), field])),
);

export const personColumn: HeaderLookup = (header) =>
  TABLE.get(headerText(header)) ?? TABLE.get(headerText(withoutBrackets(header))) ?? null;
