/** A list of people as an office has it → members of a batch. A row that names nobody surely stops none of the others. */
import { BATCH_MOST, type Case } from '@duecheck/core/contract';
import type { CheckedSubject } from '../checks/subject-of.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { RequestProblem } from '../http/problem.ts';
import type { IntakeCode } from '../intake/codes.ts';
import { isRefusal, readSubject } from '../intake/row-subject.ts';
import { readValues } from '../intake/row-values.ts';
import { openRows } from '../intake/rows/open-rows.ts';
import { type TableRow, tableRows } from '../intake/table-rows.ts';
import { isList, listColumns } from './list-layout.ts';

/** Beside the intake's: the row names no case, or one that another row has. */
export type ListCode = IntakeCode | 'case-missing' | 'case-twice' | 'case-too-long';

export interface Member {
  readonly line: number;
  readonly subject: CheckedSubject;
  readonly case: Case;
  readonly matter: string | null;
}

export interface WrongRow {
  readonly line: number;
  readonly code: ListCode;
}

export type ListRow = Member | WrongRow;

export const isWrong = (row: ListRow): row is WrongRow => 'code' in row;

const MAX_CASE = 200;
const MAX_PART = 40;
const MAX_MATTER = 80;
const CHUNK = 1000;

/**
 * @param file CSV (UTF-8, GB 18030), XLSX or NDJSON, whatever it is called
 * @throws RequestProblem `batch-unreadable`, `batch-empty`, `batch-too-long`; never for what a row holds
 */
export async function readList(file: string): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  const seen = { list: false };
  const onLayout = (layout: Parameters<typeof isList>[0]) => {
    seen.list = isList(layout);
  };
  for await (const chunk of tableRows((await openRows(file)).batches, listColumns, { chunk: CHUNK, onLayout })) {
    for (const row of chunk) rows.push(readRow(row));
    if (rows.length > BATCH_MOST) throw new RequestProblem('batch-too-long');
  }
  if (rows.length === 0) throw new RequestProblem('batch-empty');
  if (!seen.list) throw new RequestProblem('batch-unreadable');
  return withoutTwins(rows);
}

function readRow(one: TableRow): ListRow {
  const { line } = one;
  if ('broken' in one) return { line, code: one.broken };
  if (one.layout === null) return { line, code: 'no-header' };
  const values = readValues(one.row, one.layout, new Map());
  if (isRefusal(values)) return { line, code: values.code };
  const named = readSubject(values, null);
  if (isRefusal(named)) return { line, code: named.code };
  const subject = checked(named);
  if (subject === null) return { line, code: 'name-missing' };
  const key = values.first(['caseKey', 'caseLabel']);
  if (key === '') return { line, code: 'case-missing' };
  const label = values.first(['caseLabel', 'caseKey']);
  const part = values.of('part') || '1';
  const matter = values.of('matter') || null;
  if (key.length > MAX_CASE || label.length > MAX_CASE || part.length > MAX_PART)
    return { line, code: 'case-too-long' };
  if (matter !== null && matter.length > MAX_MATTER) return { line, code: 'cell-too-long' };
  return { line, subject, case: { key, label, part }, matter };
}

/** As a single check would take it; the number is right by now, so what is left is a name that is none. */
function checked(named: Parameters<typeof subjectOf>[0]): CheckedSubject | null {
  try {
    return subjectOf({ kind: named.kind, number: named.number, name: named.name });
  } catch (error) {
    if (error instanceof RequestProblem) return null;
    throw error;
  }
}

/**
 * A case belongs to one person. The same person twice is one lookup too many; two people under one case and part are a slip
 * in one of the rows, and neither guess is ours to make: a wrong one would bind the case to the wrong person.
 */
function withoutTwins(rows: readonly ListRow[]): ListRow[] {
  const first = new Map<string, number>();
  const out = [...rows];
  for (const [at, row] of rows.entries()) {
    if (isWrong(row)) continue;
    const name = JSON.stringify([row.case.key, row.case.part]);
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, at);
      continue;
    }
    const twin = rows[before] as Member;
    out[at] = { line: row.line, code: 'case-twice' };
    if (twin.subject.kind !== row.subject.kind || twin.subject.number !== row.subject.number) {
      out[before] = { line: twin.line, code: 'case-twice' };
    }
  }
  return out;
}
