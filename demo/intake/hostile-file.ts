/** What the hostile folder is made of. */
import { csvText } from './csv.ts';
import { PENALTY_2018, penaltyRow } from './penalty-rows.ts';

export interface HostileFile {
  readonly what: string;
  readonly name: string;
  /** null: a folder with that name. */
  readonly content: ((row: MakeRow) => string | Uint8Array) | null;
}

/** A good row of a person whom no other row is about, with some cells another way. */
export type MakeRow = (over?: Readonly<Record<string, string>>) => string[];

export const HEADERS: readonly string[] = PENALTY_2018;

/** More than any of the files has rows. */
const ROWS_A_FILE = 10_000;

/** @param place of the file among the others: its people are its own, so that none is repeated. */
export function rowsOf(place: number): MakeRow {
  let n = place * ROWS_A_FILE;
  return (over = {}) => {
    n += 1;
    const cells: Readonly<Record<string, string>> = { ...penaltyRow(n), ...over };
    return HEADERS.map((header) => cells[header] ?? '');
  };
}

export const csv = (...rows: readonly (readonly string[])[]): string => csvText([HEADERS, ...rows]);
