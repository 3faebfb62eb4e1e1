/** Finds the header of a file, then gives its rows with the layout each is read by, a chunk at a time. */
import type { HeaderLookup } from './layout/header-lookup.ts';
import { isHeader, type Layout, layoutOf } from './layout/layout.ts';
import type { BrokenRow, ReadRow, Row } from './rows/row.ts';

/** `layout` null: no header was found, so nobody knows what a cell means. */
export type TableRow = BrokenRow | { readonly line: number; readonly row: ReadRow; readonly layout: Layout | null };

/** Titles, notes and reporting periods stand above the header. */
const HEADER_WITHIN = 10;
const MAX_KEY_SETS = 100;

export async function* tableRows(
  batches: AsyncIterable<readonly Row[]>,
  lookup: HeaderLookup,
  options: { chunk: number; onLayout: (layout: Layout) => void },
): AsyncGenerator<TableRow[]> {
  let layout: Layout | undefined;
  let above: Row[] = [];
  let chunk: TableRow[] = [];
  const byKeys = new Map<string, Layout>();
  const layoutOfKeys = (keys: readonly string[]): Layout => {
    const id = keys.join('\n');
    const known = byKeys.get(id);
    if (known !== undefined) return known;
    const made = layoutOf(keys, lookup);
    if (byKeys.size === 0) options.onLayout(made);
    if (byKeys.size < MAX_KEY_SETS) byKeys.set(id, made);
    return made;
  };
  const place = (row: Row): TableRow | null => {
    if ('broken' in row) return row;
    if (row.keys !== undefined) return { line: row.line, row, layout: layoutOfKeys(row.keys) };
    if (row.cells.every((cell) => cell.trim() === '') && !row.flaws?.size) return null;
    return { line: row.line, row, layout: layout ?? null };
  };
  const take = (rows: readonly Row[]) => {
    for (const row of rows) {
      const placed = place(row);
      if (placed !== null) chunk.push(placed);
    }
  };
  for await (const batch of batches) {
    for (const row of batch) {
      if (layout === undefined && above.length < HEADER_WITHIN && !('broken' in row) && row.keys === undefined) {
        const tried = layoutOf(row.cells, lookup);
        if (isHeader(tried)) {
          layout = tried;
          // What stood above the header is a title, no row.
          above = above.filter((one) => 'broken' in one);
          options.onLayout(tried);
        } else above.push(row);
        continue;
      }
      if (above.length > 0) take(above.splice(0));
      take([row]);
      if (chunk.length >= options.chunk) {
        yield chunk;
        chunk = [];
      }
    }
  }
  take(above);
  while (chunk.length > 0) yield chunk.splice(0, options.chunk);
}
