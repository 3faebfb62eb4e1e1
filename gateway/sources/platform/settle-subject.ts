/**
 * Whose a row of an answer is. The question named one person whole, so a platform's display may hide the middle of the
 * number or put blanks into the name: what can only be that person is filled in before the row is read. What contradicts
 * makes the row unreadable; it is never taken for somebody else's and left out.
 */
import { matchesMask, parseIdentity, sameName } from '@duecheck/core/subject';
import type { Layout } from '../../intake/layout/layout.ts';
import { NAME_FIELDS, NUMBER_FIELDS } from '../../intake/row-subject.ts';
import type { ReadRow } from '../../intake/rows/row.ts';
import { cellText } from '../../intake/values/cell.ts';
import type { UpstreamQuery } from '../source.ts';

/** Lists whose public copy hides numbers because it is for reading, not for deciding (FORMATS §2). */
const NEVER_BY_MASK: ReadonlySet<string> = new Set(['judgment-debtor']);

/** @returns null where the row cannot be the person's whom we asked about, or may not be taken for theirs */
export function settleSubject(
  row: ReadRow,
  layout: Layout,
  type: string,
  subject: UpstreamQuery['subject'],
): ReadRow | null {
  const cells = [...row.cells];
  for (const at of columnsOf(layout, NUMBER_FIELDS)) {
    const text = cellText(cells[at] ?? '');
    if (text === '' || !isMasked(text)) continue;
    if (NEVER_BY_MASK.has(type) || !matchesMask(text, subject.number)) return null;
    cells[at] = subject.number;
  }
  for (const at of columnsOf(layout, NAME_FIELDS)) {
    const text = cellText(cells[at] ?? '');
    const same = text === '' ? 'possible' : sameName(text, subject.name);
    // The number may be right and the text decoded wrongly, or the number somebody else's by a slip: not ours to guess.
    if (same === 'different') return null;
    if (same === 'same') cells[at] = subject.name;
  }
  return { ...row, cells };
}

const columnsOf = (layout: Layout, fields: readonly string[]): readonly number[] =>
  fields.flatMap((field) => layout.columns.get(field) ?? []);

const isMasked = (text: string): boolean => parseIdentity(text).problems.some(({ code }) => code === 'masked');
