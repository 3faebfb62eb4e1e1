/** Entries as a file: JSONL for programs, CSV and XLSX for people. Texts stay texts, whatever a spreadsheet would take them for. */
import type { AuditEntry, AuditExportRequest } from '@duecheck/core/contract';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { EXPORT_HEADERS, exportCells, inertCell } from './export-columns.ts';

export interface ExportFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** @param part of one export, from 1. Parts of JSONL and of CSV laid one after the other are one file; each workbook stands for itself. */
export async function exportFile(
  format: AuditExportRequest['format'],
  entries: readonly AuditEntry[],
  part: number,
): Promise<ExportFile> {
  switch (format) {
    case 'jsonl':
      return { type: 'application/x-ndjson', bytes: Buffer.from(entries.map(lineOf).join('')) };
    case 'csv':
      return { type: 'text/csv; charset=utf-8', bytes: Buffer.from(csvOf(entries, part)) };
    case 'xlsx':
      return {
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await xlsxOf(entries),
      };
  }
}

const lineOf = (entry: AuditEntry): string => `${JSON.stringify(entry)}\n`;

/**
 * A byte-order mark, without which Excel takes UTF-8 for the local code page; formulas as the text that they are. Every cell in
 * quotes: a lone CR gets none otherwise, and what stands after it would begin a row, where it may be a formula again.
 */
function csvOf(entries: readonly AuditEntry[], part: number): string {
  const rows = entries.map((entry) => exportCells(entry).map(inertCell));
  const options = { quoted: true, record_delimiter: 'windows' } as const;
  return part === 1 ? `\uFEFF${stringify([EXPORT_HEADERS, ...rows], options)}` : stringify(rows, options);
}

const xlsxOf = (entries: readonly AuditEntry[]): Promise<Uint8Array> => {
  const sheet = [EXPORT_HEADERS, ...entries.map(exportCells)].map((row) =>
    row.map((value) => ({ value, type: String })),
  );
  return writeXlsxFile(sheet, { sheet: '查询使用登记', stickyRowsCount: 1 }).toBuffer();
};
