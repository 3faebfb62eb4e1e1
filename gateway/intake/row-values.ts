/** A row's cells by field: cleaned once, flaws and contradictions found, file-wide statements where the row is silent. */
import { type IntakeCode, type Refusal, refusal } from './codes.ts';
import type { Layout } from './layout/layout.ts';
import type { ReadRow } from './rows/row.ts';
import { cellText, flawOf } from './values/cell.ts';

export interface RowValues {
  /** '' where neither the row nor a statement says anything. */
  readonly of: (field: string) => string;
  /** The first of several fields that says something. */
  readonly first: (fields: readonly string[]) => string;
  readonly refuse: (code: IntakeCode, ...fields: readonly string[]) => Refusal;
}

/** @param stated what the importer states for the whole file, by field */
export function readValues(row: ReadRow, layout: Layout, stated: ReadonlyMap<string, string>): RowValues | Refusal {
  const { cells } = row;
  if (cells.length > layout.headers.length && cells.slice(layout.headers.length).some((cell) => cell.trim() !== ''))
    return refusal('columns');
  const values: string[] = [];
  for (const columns of layout.columns.values()) {
    let value = '';
    for (const column of columns) {
      const raw = cells[column];
      if (raw === undefined) continue;
      const text = cellText(raw);
      const flaw = row.flaws?.get(column) ?? (text === '' ? null : flawOf(text));
      if (flaw !== null && flaw !== undefined) return refusal(flaw, column);
      if (text === '') continue;
      if (value !== '' && value !== text) return refusal('columns-disagree', ...columns);
      value = text;
    }
    values.push(value);
  }
  const inRow = (field: string): string => values[layout.places.get(field) ?? -1] ?? '';
  const of = (field: string): string => inRow(field) || (stated.get(field) ?? '');
  return {
    of,
    first(fields) {
      for (const field of fields) {
        const text = of(field);
        if (text !== '') return text;
      }
      return '';
    },
    refuse(code, ...fields) {
      const said = fields.filter((field) => inRow(field) !== '');
      return refusal(code, ...(said.length > 0 ? said : fields).flatMap((field) => layout.columns.get(field) ?? []));
    },
  };
}
