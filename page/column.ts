/**
 * A cell by its column's words, in the row that the binding's container is, or lies in. A fixed head is a table of its own, and so
 * are fixed columns: the row is then the same row of each of these tables.
 */
import { fieldIn, wordsOf } from './value.ts';
import { isVisible } from './visible.ts';
import { sameWords } from './words.ts';

const cells = (row: Element): Element[] => [...row.querySelectorAll(':scope > th, :scope > td')];

/** Where a cell begins, with the ones before it counted by their span. */
const columnAt = (row: Element, cell: Element): number =>
  cells(row)
    .slice(0, cells(row).indexOf(cell))
    .reduce((n, { colSpan }: Element & { colSpan?: number }) => n + (colSpan ?? 1), 0);

/** A row may have a head of its own, which names no column. */
const isOfColumn = (th: Element): boolean =>
  th.closest('thead') !== null || [...(th.parentElement?.children ?? [])].every(({ localName }) => localName === 'th');

export function byColumn(container: Element, words: string): Element[] {
  const row = container.closest('tr');
  if (!row) return [];
  const found = cellsUnder(row, words);
  for (const field of sameRows(row).flatMap((one) => cellsUnder(one, words))) {
    // Libraries draw a fixed column twice, and hide one of the two.
    const copy = found.findIndex((other) => wordsOf(other) === wordsOf(field));
    if (copy < 0) found.push(field);
    else if (!isVisible(found[copy] as Element)) found[copy] = field;
  }
  return found;
}

function cellsUnder(row: Element, words: string): Element[] {
  // The nearest ancestor with heads is the table. Where that lacks the words nothing is read: the head of some other
  // table would point at another cell.
  for (let at: Element | null = row.parentElement; at; at = at.parentElement) {
    const heads = headsOf(at);
    if (heads.length === 0) continue;
    const columns = heads
      .filter((th) => sameWords(th.textContent ?? '', words))
      .map((th) => columnAt(th.closest('tr') as Element, th));
    return cells(row)
      .filter((cell) => columns.includes(columnAt(row, cell)))
      .map(fieldIn);
  }
  return [];
}

/** Of the rows of a list one after another: while this is read nothing changes, and to look through a thousand rows for heads is dear. */
const known = new Map<Element, readonly Element[]>();

function headsOf(at: Element): readonly Element[] {
  if (known.size === 0) queueMicrotask(() => known.clear());
  const heads = known.get(at) ?? [...at.querySelectorAll('th')].filter((th) => isOfColumn(th) && rowsUnder(th) === at);
  known.set(at, heads);
  return heads;
}

/** The nearest that holds both this head and rows: what is around a fixed column has a head of its own. */
function rowsUnder(th: Element): Element | null {
  let at = th.closest('table') as Element | null;
  while (at && !at.querySelector('td')) at = at.parentElement;
  return at;
}

/** By which libraries tell rows apart (Ant Design, layui, EasyUI, vxe); EasyUI has tables for frozen columns that only this joins. */
const KEYS = ['data-row-key', 'datagrid-row-index', 'data-index', 'rowid', 'aria-rowindex'];

/** The same row of the other tables of a grid: by its key, else by its place where all have as many. */
function sameRows(row: Element): Element[] {
  const own = row.closest('table');
  let at = own?.parentElement;
  for (let level = 0; at && level < 6; at = at.parentElement, level++) {
    if (!/table|grid/i.test(at.className)) continue;
    const around = at;
    const tables = [...at.querySelectorAll('table')].filter((table) => {
      // A table in a cell is a row's detail.
      const cell = table.parentElement?.closest('td');
      return table !== own && table.querySelector('td') !== null && !(cell && around.contains(cell));
    });
    if (tables.length === 0) continue;
    const key = KEYS.find((name) => row.hasAttribute(name));
    const [place, count] = [rowsOf(own).indexOf(row), rowsOf(own).length];
    return tables.flatMap((table) => {
      const rows = rowsOf(table);
      const same =
        key === undefined
          ? rows.length === count && rows[place]
          : rows.find((one) => one.getAttribute(key) === row.getAttribute(key));
      return same || [];
    });
  }
  return [];
}

const rowsOf = (table: Element | null): Element[] =>
  [...(table?.querySelectorAll('tr') ?? [])].filter((row) => row.closest('table') === table && row.querySelector('td'));
