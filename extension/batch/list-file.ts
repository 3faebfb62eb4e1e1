/** The list that a batch is made from: what it may be, and an empty one to fill in. Pure. */

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** By the name's ending: what a browser says of a type depends on what is installed beside it. */
export const typeOf = (name: string): string | null =>
  TYPES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;

export type FileFault = 'kind' | 'empty' | 'tooLarge';

/** Before anything is sent: a hundred megabytes over an office's line are minutes, and then refused. */
export function faultOf(file: { readonly name: string; readonly size: number }, mostBytes: number): FileFault | null {
  if (typeOf(file.name) === null) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > mostBytes ? 'tooLarge' : null;
}

/** Headers as the gateway reads them. */
export const COLUMNS = ['姓名', '证件号码', '案号'] as const;
export const ALSO = ['证件类型', '报名序号', '人员序号'] as const;

/** With the mark that makes spreadsheets read it as UTF-8, and lines as they write them. */
export const template = (): string => `\u{FEFF}${[...COLUMNS, ...ALSO].join(',')}\r\n`;

const KIB = 1024;

/** @example saySize(1_536_000) // '1.5 MB' */
export const saySize = (bytes: number): string =>
  bytes < KIB ** 2 ? `${Math.max(1, Math.round(bytes / KIB))} KB` : `${(bytes / KIB ** 2).toFixed(1)} MB`;
