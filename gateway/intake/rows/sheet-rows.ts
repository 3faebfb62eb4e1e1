/** Rows of one sheet. A formula is a flaw: what it would give depends on other cells, and its kept value may be old. */
import type { Readable } from 'node:stream';
import type { IntakeCode } from '../codes.ts';
import type { ReadRow } from './row.ts';
import { readXml } from './xml.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly date1904: boolean;
  readonly onBytes: (count: number) => void;
}

/** A sheet has 16,384 columns at most; nobody's layout has 256, so what stands farther right is beyond every header. */
const MAX_COLUMNS = 256;
/** What Excel itself allows in a cell is 32,767 characters. */
const MAX_CELL = 65_536;

export async function* sheetRows(stream: Readable, context: SheetContext): AsyncGenerator<ReadRow[]> {
  let rows: ReadRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let flaws = new Map<number, IntakeCode>();
  let cell = { column: 0, type: 'n', style: -1, text: '' };
  let reading = false;
  const endCell = () => {
    const column = Math.min(cell.column, MAX_COLUMNS);
    const value = cellValue(cell, context);
    if (column === MAX_COLUMNS && value === '') return;
    while (cells.length < column) cells.push('');
    cells[column] = value ?? '';
    if (value === undefined) flaws.set(column, 'characters-lost');
    if (cell.text.length >= MAX_CELL) flaws.set(column, 'cell-too-long');
  };
  const steps = readXml(stream, {
    open: (name, attributes) => {
      if (name === 'row') {
        const said = Number(attributes.r);
        line = Number.isSafeInteger(said) && said > 0 ? said : line + 1;
        cells = [];
        flaws = new Map();
      } else if (name === 'c') {
        const { r, t = 'n', s = '-1' } = attributes;
        cell = { column: r === undefined ? cells.length : columnOf(r), type: t, style: Number(s), text: '' };
      } else if (name === 'f') flaws.set(cell.column, 'formula');
      reading = name === 'v' || name === 't';
    },
    close: (name) => {
      reading = false;
      if (name === 'c') endCell();
      if (name === 'row' && cells.length > 0) rows.push({ line, cells, flaws });
    },
    text: (text) => {
      if (reading && cell.text.length < MAX_CELL) cell.text += text.slice(0, MAX_CELL);
    },
  });
  for await (const bytes of steps) {
    context.onBytes(bytes);
    yield rows;
    rows = [];
  }
  yield rows;
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const at = letter.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    column = column * 26 + at;
  }
  return Math.max(0, column - 1);
}

/** undefined: it refers to a text that is not there. */
function cellValue(
  { type, style, text }: { type: string; style: number; text: string },
  { strings, dateStyles, date1904 }: SheetContext,
): string | undefined {
  if (type === 's') return text === '' ? '' : strings[Number(text)];
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type !== 'n' || text === '') return text;
  return dateStyles.has(style) ? dayOfSerial(Number(text), date1904) : text;
}

const DAY_MS = 86_400_000;

/** Excel counts days from 1899-12-30 (its 1900 has a 29 February), or from 1904-01-01. What is no day stays as it was. */
function dayOfSerial(serial: number, date1904: boolean): string {
  const from = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(from + Math.floor(serial) * DAY_MS);
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}
