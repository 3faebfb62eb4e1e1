/** One row of a register of persons or bodies: name and number, to be matched and never shown (record types of `identity`). */
import { subjectTypeOf } from '@duecheck/core/subject';
import type { Refusal } from './codes.ts';
import type { Layout } from './layout/layout.ts';
import type { ImportedIdentity } from './records.ts';
import { isRefusal, type RowSubject, readSubject } from './row-subject.ts';
import { readValues } from './row-values.ts';
import type { ReadRow } from './rows/row.ts';
import { readDate } from './values/dates.ts';

export interface IdentityRow {
  readonly identity: ImportedIdentity;
  readonly subject: RowSubject;
}

export function readIdentityRow(
  row: ReadRow,
  layout: Layout,
  stated: ReadonlyMap<string, string>,
): IdentityRow | Refusal {
  const values = readValues(row, layout, stated);
  if (isRefusal(values)) return values;
  const subject = readSubject(values, null);
  if (isRefusal(subject)) return subject;
  const established = readDate(values.of('establishedOn'));
  if (established === 'invalid') return values.refuse('date-invalid', 'establishedOn');
  const { kind, number, name } = subject;
  const type = subjectTypeOf({ kind, canonical: number });
  const identity: ImportedIdentity = {
    kind,
    number,
    name,
    type,
    ...(typeof established === 'object' ? { establishedOn: established.day } : {}),
  };
  return { identity, subject };
}
