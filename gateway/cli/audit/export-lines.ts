/** Reads an exported file as its reader sees it, to be laid beside the rows that are proven. */
import { AuditEntry } from '@duecheck/core/contract';
import { parse } from 'csv-parse/sync';
import { EXPORT_HEADERS } from '../../audit/export-columns.ts';
import { workbookRows } from '../../intake/rows/workbook-rows.ts';

/** An entry of a JSONL file, the cells of a table's row (`inert`: as CSV has them), or null for what is neither. */
export type ExportLine =
  | { readonly entry: AuditEntry }
  | { readonly cells: readonly string[]; readonly inert: boolean }
  | null;

/** By what the name ends in. @returns undefined for no such file */
export async function readExportLines(path: string, bytes: Uint8Array): Promise<readonly ExportLine[] | undefined> {
  const text = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  try {
    if (path.endsWith('.jsonl')) return text().split('\n').slice(0, -1).map(entryOf);
    if (path.endsWith('.csv')) return table(parse(text(), { bom: true, relax_column_count: true }), true);
    if (path.endsWith('.xlsx')) return table(await cellsOfWorkbook(path), false);
  } catch {
    return undefined;
  }
  return undefined;
}

function entryOf(line: string): ExportLine {
  try {
    return { entry: AuditEntry.parse(JSON.parse(line)) };
  } catch {
    return null;
  }
}

/** The first part of an export begins with the headers. */
const table = (rows: readonly (readonly string[] | null)[], inert: boolean): ExportLine[] =>
  rows
    .slice(rows[0]?.join() === EXPORT_HEADERS.join() ? 1 : 0)
    .map((cells) => (cells === null ? null : { cells: EXPORT_HEADERS.map((_, at) => cells[at] ?? ''), inert }));

async function cellsOfWorkbook(path: string): Promise<(readonly string[] | null)[]> {
  const rows: (readonly string[] | null)[] = [];
  for await (const batch of workbookRows(path, () => undefined))
    for (const row of batch) rows.push('broken' in row || (row.flaws?.size ?? 0) > 0 ? null : row.cells);
  return rows;
}
