/** Entries as a file: JSONL for programs, CSV and XLSX for people. Texts stay texts, whatever a spreadsheet would take them for. */
import type { AuditEntry, AuditExportRequest } from '@duecheck/core/contract';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export async function exportFile(
  format: AuditExportRequest['format'],
  entries: readonly AuditEntry[],
): Promise<ExportFile> {
  const name = `register.${format}`;
  switch (format) {
    case 'jsonl':
      return { name, type: 'application/x-ndjson', bytes: Buffer.from(entries.map(lineOf).join('')) };
    case 'csv':
      return { name, type: 'text/csv; charset=utf-8', bytes: Buffer.from(csvOf(entries)) };
    case 'xlsx':
      return {
        name,
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
const csvOf = (entries: readonly AuditEntry[]): string =>
  `\uFEFF${stringify([HEADERS, ...entries.map(cellsOf)], { escape_formulas: true, quoted: true, record_delimiter: 'windows' })}`;

const xlsxOf = (entries: readonly AuditEntry[]): Promise<Uint8Array> => {
  const sheet = [HEADERS, ...entries.map(cellsOf)].map((row) => row.map((value) => ({ value, type: String })));
  return writeXlsxFile(sheet, { sheet: '查询使用登记', stickyRowsCount: 1 }).toBuffer();
};

const HEADERS = [
  ...['登记编号', '登记簿序号', '类别', '单位', '时间（UTC）', '可见性'],
  ...['事项', '账号', '账号签发方', '角色', '结果', '批次', '标记', '查验编号', '决定编号'],
];

const cellsOf = ({ id, place, type, organisation, occurredAt, visibility, columns }: AuditEntry): string[] => [
  ...[id, place === null ? '' : String(place.index), type, organisation, occurredAt, VISIBILITY[visibility.kind]],
  ...(columns === null
    ? Array.from({ length: 9 }, () => '')
    : [
        ...[columns.decisionPoint ?? '', columns.actor.sub, columns.actor.iss, columns.actor.role],
        columns.outcome === 'withheld' ? '结果不再提供' : (columns.outcome ?? ''),
        ...[columns.round ?? '', columns.flags.join(' '), columns.checkId ?? '', columns.decisionId ?? ''],
      ]),
];

const VISIBILITY: Readonly<Record<AuditEntry['visibility']['kind'], string>> = {
  open: '',
  delayed: '暂缓告知本人',
  sealed: '已封存',
};
