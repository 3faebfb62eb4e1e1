/** What stands in the columns of an exported table, for whoever writes one and whoever verifies one. */
import type { AuditEntry } from '@duecheck/core/contract';

type Column = readonly [header: string, cell: (entry: AuditEntry) => string];
type Columns = NonNullable<AuditEntry['columns']>;

/** Nothing of what is told no more. */
const of =
  (cell: (columns: Columns) => string | null) =>
  ({ columns }: AuditEntry): string =>
    (columns === null ? null : cell(columns)) ?? '';

const VISIBILITY: Readonly<Record<AuditEntry['visibility']['kind'], string>> = {
  open: '',
  delayed: '暂缓告知本人',
  sealed: '已封存',
};

/** It changes over time and is no part of an entry, so no leaf commits to it. */
export const UNPROVEN_COLUMN = '可见性';

export const EXPORT_COLUMNS: readonly Column[] = [
  ['登记编号', ({ id }) => id],
  ['登记簿序号', ({ place }) => (place === null ? '' : String(place.index))],
  ['类别', ({ type }) => type],
  ['单位', ({ organisation }) => organisation],
  ['时间（UTC）', ({ occurredAt }) => occurredAt],
  [UNPROVEN_COLUMN, ({ visibility }) => VISIBILITY[visibility.kind]],
  ['事项', of(({ decisionPoint }) => decisionPoint)],
  ['账号', of(({ actor }) => actor.sub)],
  ['账号签发方', of(({ actor }) => actor.iss)],
  ['角色', of(({ actor }) => actor.role)],
  ['结果', of(({ outcome }) => (outcome === 'withheld' ? '结果不再提供' : outcome))],
  ['批次', of(({ round }) => round)],
  ['标记', of(({ flags }) => flags.join(' '))],
  ['查验编号', of(({ checkId }) => checkId)],
  ['决定编号', of(({ decisionId }) => decisionId)],
];

export const EXPORT_HEADERS: readonly string[] = EXPORT_COLUMNS.map(([header]) => header);
export const exportCells = (entry: AuditEntry): string[] => EXPORT_COLUMNS.map(([, cell]) => cell(entry));

/** What a spreadsheet would reckon, some of them also behind blanks and line ends; full-width signs are the same to Chinese editions. */
const RECKONED = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A cell of CSV as text: CSV has no types, and an apostrophe is how people tell a spreadsheet. */
export const inertCell = (text: string): string => (RECKONED.test(text) ? `'${text}` : text);
