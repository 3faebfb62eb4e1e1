/** What every reader gives, whatever the file: rows of texts, or the reason why there is none. */
import type { IntakeCode } from '../codes.ts';

export interface ReadRow {
  /** Of the file, from 1: the line in a text file, the row in a sheet. */
  readonly line: number;
  readonly cells: readonly string[];
  /** NDJSON: each line names its own columns. */
  readonly keys?: readonly string[];
  /** Cells that may not be used as they stand, by column. */
  readonly flaws?: ReadonlyMap<number, IntakeCode>;
}

export interface BrokenRow {
  readonly line: number;
  readonly broken: IntakeCode;
}

export type Row = ReadRow | BrokenRow;

export interface Rows {
  readonly format: 'csv' | 'xlsx' | 'ndjson';
  /** Of the text; a workbook says it itself. */
  readonly encoding: string;
  /** Bytes of the file that were read so far. */
  readonly position: () => number;
  /** In the file's order; never throws for what the file holds. */
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** Ten-megabyte cells are read and refused; a row beyond this ends the reading, so that memory stays flat. */
export const MAX_ROW_BYTES = 32 * 1024 * 1024;
