/** Which column holds which field, in one file. */
import { isDenied } from './denied-columns.ts';
import type { HeaderLookup } from './header-lookup.ts';

export interface Layout {
  readonly headers: readonly string[];
  /** Field → its columns. Two columns may name one field; they then have to agree, row by row. */
  readonly columns: ReadonlyMap<string, readonly number[]>;
  /** Field → its place among `columns`: a row's values stand in a list, since a map a row costs as much as reading it. */
  readonly places: ReadonlyMap<string, number>;
  /** Dropped as they are read. */
  readonly denied: readonly number[];
  /** Not in the data catalogue, so not kept. */
  readonly unknown: readonly number[];
}

export function layoutOf(headers: readonly string[], lookup: HeaderLookup): Layout {
  const columns = new Map<string, number[]>();
  const denied: number[] = [];
  const unknown: number[] = [];
  for (const [at, header] of headers.entries()) {
    const field = header.trim() === '' ? null : lookup(header);
    if (isDenied(header)) denied.push(at);
    else if (field === null) unknown.push(at);
    else columns.set(field, [...(columns.get(field) ?? []), at]);
  }
  const places = new Map([...columns.keys()].map((field, place) => [field, place]));
  return { headers, columns, places, denied, unknown };
}

/** A title above the table names no fields, and rows hold values: what names a subject or a case, and more, is the header. */
export const isHeader = ({ columns }: Layout): boolean =>
  columns.size >= 2 &&
  [
    'subjectName',
    'name',
    'promiser',
    'bodyOrPost',
    'subjectNumber',
    'subjectUscc',
    'uscc',
    'idMasked',
    'idNumber',
    'caseKey',
  ].some((field) => columns.has(field));
